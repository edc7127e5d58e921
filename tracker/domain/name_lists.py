"""Common names of people in Britain, to spot a name that should not be there.

`GIVEN` holds given names that are hardly ever anything else. `DOUBTFUL` holds given names that are
also words, months, colours or places, and `SURNAMES` family names: one of these counts as a person
only with more evidence beside it. The other lists hold words that look like names but are not:
abbreviations of the field, ordinary words with a capital, and words that mark an institution.
"""

from __future__ import annotations


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


GIVEN = _words("""
    Aaliyah Aarav Aaron Abbie Abdi Abdiaziz Abdirahman Abdul Abdulahi Abdullah Abel Abena Abi
    Abigail Abu Ada Adam Ade Adeel Adele Aditya Adnan Adrian Agnieszka Ahmad Ahmed Aidan Aiden
    Aileen Ailsa Aimee Aisha Aishah Aisling Aiza Akeem Akram Akua Alaina Alan Alana Alastair
    Albert Albie Alec Aled Alex Alexa Alexander Alexandra Alexandru Alexis Alfie Alfred Ali
    Alice Alicia Alina Alisha Alison Alistair Allan Allison Alun Amaan Amal Amanda Amandeep
    Amara Ameer Ameera Amelia Amelie Amina Aminah Amir Amira Amirah Amit Amrit Amy Anaya Andre
    Andrea Andreea Andrei Andrew Andriy Andrzej Andy Aneeka Aneesa Angela Angharad Angus Anil
    Anisa Anish Anita Anjali Ann Anna Annabel Annabelle Anne Annette Annie Anthony Antoinette
    Anton Antoni Antonia Anwar Anya Aoife Arabella Aram Arben Archie Ardit Ariana Arjun Arlo
    Armaan Arnav Arooj Arran Arshad Arthur Arun Arya Asad Asha Asher Ashleigh Ashley Ashraf Asif
    Asiya Asma Atif Audrey Avni Aya Ayaan Ayan Ayanna Ayesha Ayla Ayo Ayodele Ayomide Ayra Ayub
    Aziz Babatunde Bailey Baljit Balwinder Barney Barry Bartosz Bashir Beata Beatrice Becky
    Belinda Bella Ben Benjamin Bernadette Bernard Bertie Besnik Beth Bethan Bethany Betty Bev
    Beverley Bianca Bilal Billy Blake Bledar Bob Bobby Bogdan Bohdan Bola Bozena Brad Bradley
    Brandan Brandon Brenda Brendan Brett Brian Brianna Briony Brittany Brody Brogan Bronwen
    Bruce Bryan Bryn Bryony Byron Cadi Cai Caitlin Caitlyn Callum Calum Cameron Camilla Caoimhe
    Carina Carl Carla Carley Carlos Carlton Carly Carol Caroline Carolyn Carrie Carter Carys
    Caspian Cassie Catalin Cathal Catherine Cathy Catriona Cecil Cedric Celia Cerys Chandni
    Chanelle Chantel Chantelle Charlene Charles Charley Charlie Charlotte Chelsey Cheryl
    Chiamaka Chidi Chinedu Chloe Chris Chrissie Christa Christina Christine Christopher
    Chukwuemeka Cian Ciara Ciaran Cillian Ciprian Claire Clare Claudia Clement Clifford Clive
    Clyde Cody Colette Colin Collette Conall Connor Conor Corey Corinne Cormac Cosmin Courtney
    Craig Cristian Curtis Cynthia Dafydd Daiyan Damian Damien Damilola Damon Dan Dana Daniel
    Daniela Danielle Danny Danyaal Dara Daria Darius Darren Daryl Dave David Dawid Dawit Debbie
    Deborah Declan Deepak Deeqa Delilah Delroy Delyth Demi Denis Denisa Denise Dennis Derek
    Derrick Deshawn Desiree Desmond Devante Devonte Dexter Diana Diane Dilan Dillon Dimitri Dina
    Dinesh Dionne Diyar Dler Dmitri Dominic Dominik Dominique Donal Donald Donna Doris Dorota
    Dorothy Douglas Duncan Dwayne Dwight Dylan Earnest Ebony Eddie Edie Edith Edmund Edna Edward
    Edwin Edyta Eesa Eesha Efa Effie Efua Eileen Eilidh Eilish Eimear Ekaterina Elaine Eleanor
    Elena Eleri Elias Elijah Elin Elis Elisha Eliza Elizabeth Ella Elle Ellen Ellie Elliot
    Elliott Ellis Elodie Eloise Elsa Elsie Elspeth Elton Emaan Eman Emeka Emilia Emily Emma
    Emmanuel Emrys Enzo Eoin Eric Erica Erik Erin Erion Ernest Ernie Errol Esme Esther Ethan
    Euan Eugene Eva Evan Evelyn Evie Ewa Ewan Ewelina Ezekiel Ezra Fadumo Fahad Faisal Faiza
    Farah Farhan Farhiya Farid Farzana Fatima Fatimah Fatou Felix Femi Fergus Ffion Filip Filmon
    Finlay Finley Finn Fiona Fionn Florentina Florin Floyd Fran Frances Francesca Francine
    Francis Frankie Fraser Fred Freddie Frederick Freya Funmi Gabriel Gabriela Gabriele
    Gabriella Gail Gareth Garry Gary Gavin Gaynor Ged Geeta Gemma Geoff Geoffrey George Georgia
    Georgina Geraint Gerald Geraldine Gerard Gerry Gethin Gillian Gilly Gina Giovanni Giulia
    Glenda Glenn Glyn Glynis Gordon Graeme Graham Grainne Greg Gregory Greta Gruffydd Grzegorz
    Guled Gurdeep Gurpreet Gurvir Guto Gwen Gwenda Gwilym Gwyn Gwyneth Habib Hadi Hafsa Hafsah
    Hajra Hakeem Haleema Halima Hamid Hamish Hamza Hamzah Hana Hanan Hania Hannah Hardeep Harjit
    Harleen Harley Harold Haroon Harpreet Harriet Harrison Harry Harun Harvey Hasan Haseeb
    Hashim Hassan Hawa Hayden Hayley Heidi Helen Helena Henrietta Henry Hetty Hibah Hilary Hira
    Hodan Hollie Horace Hossein Howard Huda Hudson Hugh Hugo Humaira Humza Huong Husnain Hussein
    Huw Iain Ian Ianis Ibraheem Ibrahim Ida Idris Iestyn Ieuan Ifan Ifeanyi Ifra Igor Ikram
    Ilhan Ilona Ilyas Imaan Imani Imogen Imran Inaaya Inaya Ines Ingrid Ioan Ioana Iona Ionut
    Iqra Irene Irfan Iryna Isaac Isabel Isabela Isabella Isabelle Isha Ishaan Isla Ismael Ismail
    Isobel Ivan Ivana Iwan Iwona Izaan Izabela Jacek Jacinta Jack Jackie Jackson Jacob
    Jacqueline Jade Jaden Jai Jaiden Jak Jake Jakub Jaleel Jamal James Jamie Jamil Jane Janelle
    Janet Janice Janine Jared Jarrod Jasbir Jasleen Jasmin Jasmine Jason Jaspreet Javad Javed
    Javier Javon Jax Jaxon Jaxson Jay Jayden Jaydon Jayne Jean Jeanette Jeanie Jeannie Jeff
    Jeffrey Jenna Jennifer Jenny Jensen Jenson Jerell Jeremiah Jeremy Jermaine Jerome Jerrell
    Jess Jesse Jessica Jessie Jill Jim Jimmy Jo Joan Joann Joanna Joanne Joao Jodi Jodie Jody
    Joe Joel Joey Johanna John Johnny Jon Jonah Jonas Jonathan Jonty Jordan Jorge Jose Joseph
    Josephina Josephine Josh Joshua Josie Joyce Juan Jude Judith Judy Julia Julian Julie Juliet
    Junaid Justin Justina Justyna Kaan Kabir Kacey Kaci Kacper Kadeem Kai Kaiden Kailan Kaleem
    Kamal Kamil Kamila Kamran Kane Karan Karen Karina Karl Karolina Karwan Kashif Kasia
    Katarzyna Kate Katelyn Katherine Kathleen Kathryn Kathy Katie Katrina Kayden Kayla Kayleigh
    Keaton Keeley Keenan Keira Keiran Keith Kelechi Kelly Kelsey Kelvin Kemi Ken Kenneth Kenny
    Kenton Kenzie Kerrie Kerry Kevin Khadija Khadijah Khalid Khalil Kian Kianna Kiera Kieran
    Kieren Kieron Kim Kimberley Kimberly Kinga Kingsley Kiran Kirsten Kirstie Kirstin Kirsty
    Klaudia Kobi Koby Kofi Kojo Kola Krish Krishna Kristian Krystian Krzysztof Kuba Kuldeep
    Kumail Kurt Kwabena Kwame Kweku Kyan Kyla Kyle Kylie Kymani Kyra Kyrell Kyron Lacey Lachlan
    Laila Lana Lance Lara Larisa Latoya Laura Lauren Laurence Laurie Lauryn Layla Layton Lea
    Leah Leanna Leanne Leigh Leila Lena Lennon Lenny Leo Leon Leona Leonard Leonie Leroy Lesha
    Lesley Leslie Levi Lewis Lexi Lexie Liam Liane Liban Libby Lila Lilah Lilia Lillian Lillie
    Lilly Lily Lina Linda Lindsay Lindsey Linh Lisa Liviu Liz Liza Lizzie Logan Lois Lola Lorcan
    Loren Lorenzo Lorna Lorraine Lottie Louie Louis Louise Lowri Luca Lucas Lucia Lucie Lucinda
    Lucy Luis Luka Lukas Lukasz Luke Lydia Lyla Lyle Lynda Lyndsey Lynette Lynn Lynne Mabel
    Macey Maciej Mackenzie Macy Maddison Madeleine Madison Maeve Magda Magdalena Maggie Mahad
    Mahdi Maheen Mahira Mahmoud Mahnoor Maia Maisie Maja Malachi Malaika Malakai Malcolm
    Malgorzata Malik Mandeep Mandi Mandy Manisha Manjit Manraj Manuel Marcel Marcia Marcin
    Marcus Mared Margaret Maria Mariam Marian Marie Marilyn Mario Marion Marius Marjorie Marko
    Marlene Marley Marlon Marta Martha Martin Martyn Marvin Mary Maryam Maryann Marzena Mason
    Mateo Mateusz Mathew Matilda Matt Matteo Matthew Maureen Maurice Mavis Maximilian Maxine
    Maxwell Maya Maymuna Meena Megan Mehdi Mehmet Mehreen Mei Melanie Melissa Merle Mervyn
    Mhairi Mia Micah Michael Michaela Michal Michelle Miguel Mihaela Mihai Mihail Mikaeel Mikael
    Mike Mikey Mikolaj Mila Millie Milo Milosz Mina Minahil Ming Minh Mira Mirela Miriam Mirwais
    Mohamad Mohamed Mohammad Mohammed Mohamud Moira Molly Mona Monica Monika Monty Morag Moses
    Muhammad Muhammed Musa Mustafa Mya Mykola Myles Myra Myrtle Nabil Nabila Nadeem Nadia Nadine
    Nadya Naeem Nafisa Naima Najib Nanette Naomi Nasir Nasra Natalia Natalie Natasha Nathan
    Nathanael Nathanial Nathaniel Naveed Navjot Navneet Nawal Nazar Neha Neil Nell Nerys Nevaeh
    Neville Ngoc Nia Niall Niamh Nicholas Nick Nicki Nico Nicola Nicolas Nicole Niel Nigel
    Nikhil Nikita Nikki Nikola Nikolai Nimco Nina Nisha Noah Noor Nora Norah Noreen Norman Nour
    Nuha Nuria Nusrat Obinna Oisin Oksana Olaf Oleksandr Olena Olga Oliver Olivia Olivier Oliwia
    Oliwier Ollie Olly Oluwaseun Oluwatobi Omar Omari Omer Orla Oscar Osian Osman Otis Otto
    Owain Owen Padraig Pamela Paolo Paramjit Parisa Parveen Patricia Patrick Patryk Patsy Paul
    Paula Paulette Pauline Pawel Pedro Peggy Penelope Percival Perry Peter Petra Peyton Phil
    Philip Philippa Phillip Phoebe Phyllis Piotr Pippa Polly Pooja Poonam Prakash Preeti Priya
    Priyanka Przemyslaw Qasim Quentin Quinn Rabia Rachael Rachel Rachelle Radu Rafael Rafal Rafe
    Rafferty Raheem Rahim Rahul Raihan Raj Rajesh Ralph Ramon Rana Rania Raphael Rashad Rashid
    Ravi Ray Rayan Rayhan Raymond Razvan Rebecca Rebekah Rebin Reece Reggie Rehan Rekha Renata
    Reuben Reza Rhea Rhian Rhiannon Rhodri Rhona Rhonda Rhys Riaz Ricardo Richard Richie Ricky
    Rihanna Riley Rima Rita Riya Rizwan Rob Robbie Robert Roberta Roberto Robyn Rochelle Rodney
    Roger Rohan Roisin Rojin Roksana Roland Romeo Ron Ronald Ronan Ronnie Rory Rosa Rosalind
    Rosalyn Rosanna Rosemary Rosie Ross Rowan Roxana Roxanne Roy Roza Ruairi Rubina Rudy Rufus
    Rukhsana Rupert Rupinder Ruqayyah Russell Ruth Ryan Ryley Saad Sabina Sabrina Sadia Sadie
    Safa Safiya Safiyah Sagal Sahil Saif Saima Saira Sajid Sakina Salim Sally Salma Salman Sam
    Samantha Sameer Samina Samir Samira Samson Samuel Sana Sandeep Sandra Sanjana Sanjay Sanjeev
    Saoirse Saqib Sara Sarah Sarina Sarita Sasha Saskia Saul Savannah Seamus Sean Sebastian
    Segun Selam Selina Seren Serena Seth Shaan Shabana Shabnam Shaheen Shahid Shakil Shakira
    Shamima Shamso Shane Shanelle Shania Shanice Shannon Shanti Shaquille Sharif Sharon Shaun
    Shauna Shay Shayla Shayne Shazia Shea Sheila Sheldon Shelley Shelly Sheryl Shilan Shirin
    Shirley Shivani Shreya Sian Sid Sidney Sidra Sienna Silvia Simon Simona Simone Simran
    Simranjit Sinead Siobhan Sioned Skyla Skylar Sobia Sofia Sohail Sonia Sonny Sonya Sophia
    Sophie Sorcha Sorin Stacey Stan Stanislaw Stefan Stefania Stefano Steffan Stella Stephanie
    Stephany Stephen Steve Steven Stewart Stuart Subhan Suhayb Sukhdeep Sukhvir Suleiman Sumaiya
    Sumaya Sumayyah Sunil Sunita Susan Susanna Susannah Suzanne Swati Sybil Syeda Sylvia Szymon
    Tabitha Tadhg Taha Tahir Tahira Tahmid Talha Talia Tallulah Tamar Tamara Tamika Tamsin
    Tanisha Tanya Tara Taras Tariq Tasneem Tayo Tayyab Tayyiba Ted Teddy Tejinder Temi Temitope
    Terence Teresa Terri Terry Tesfay Tess Tessa Thabo Thalia Thanh Thea Thelma Theo Theodore
    Theresa Thomas Tia Tiago Tiana Tiernan Tiffany Tim Timothy Tina Tobias Tobiloba Tobin Toby
    Tolu Tom Tomas Tomasz Tommy Tomos Toni Tony Tracey Tracy Travis Trevor Tristan Troy Trudy
    Tunde Tyla Tyler Tyreece Tyrell Tyrese Tyrone Ubah Uche Umair Umar Umer Ursula Usman Uzair
    Valerie Vanessa Vasile Vaughan Vera Verna Veronica Vicky Vijay Vikram Viktor Viktoria Vince
    Vincent Vinnie Viv Vivian Vivienne Vlad Vladimir Wahid Waleed Walid Walter Wanda Waqar Waqas
    Warsan Wasim Wayne Wei Wendy Wesley Wiktor Wiktoria Wilfred William Willis Wilma Winifred
    Winnie Winston Wojciech Xander Xavier Yaa Yahya Yara Yaroslav Yaseen Yash Yasin Yasir
    Yasmeen Yasmin Yasmina Yasmine Yaw Yemi Yolanda Yonas Yousef Youssef Yunus Yusra Yusuf
    Yvette Yvonne Zac Zach Zachariah Zachary Zack Zafar Zahid Zahir Zahra Zaid Zaida Zain Zaina
    Zainab Zak Zakaria Zakariya Zana Zane Zara Zayaan Zayd Zayn Zaynab Zeeshan Zeinab Zeke Zelda
    Zena Zephaniah Zidane Ziggy Zoe Zofia Zohaib Zoya Zubair Zuri Zuzana Zuzanna
""")

DOUBTFUL = _words("""
    Abbey Alba Amber Ana Angel April Aria Ash Ashton Aspen Augustus Aurora Autumn Ava Basil Bea
    Bill Billie Blessing Bonnie Brooke Bryce Carmen Chanel Charity Chase Chelsea Chester
    Christian Clay Cohen Cole Cora Crystal Daisy Dale Dawn Dean Dee Destiny Devon Don Drew Earl
    Eden Eve Faith Fay Felicity Fern Fleur Flora Florence Ford Frank Gene Ginger Glen Gloria
    Grace Grant Guy Harmony Harper Hazel Heath Heather Holly Honey Hope Hunter Iris Isa Israel
    Ivy Jasper Jet Jewel Joy Jules Julius June Junior Justice Kam Kay Kendal Kent Kirk Kit Lane
    Laurel Lee Leyton Lloyd London Luna Marina Mark Marlow Maverick Max Maxim Maximus May Mel
    Melody Mercy Merlin Milan Miles Mitchell Morgan Nelson Noble Noel Ocean Ola Olive Paris
    Parker Pat Pearl Penny Percy Piers Poppy Precious Preston Prince Princess Queenie Rain
    Regina Rich Rio River Robin Rocky Rod Roman Romy Roo Rose Ruby Sabah Saffron Sage Sandy
    Santiago Scarlett Scott Shaw Sky Skye Spencer Stanley Star Sterling Sue Sultan Summer Sunny
    Sydney Taylor Tiger Trinity Uma Una Unity Van Verity Vic Victor Victoria Violet Virginia
    Warren Will Willow Woody Zion
""")

SURNAMES = _words("""
    Abbott Abdi Abdullah Abubakar Adams Adebayo Adeyemi Afolabi Ahmad Ahmed Akhtar Akther Ali
    Allen Anderson Andrews Asante Ashworth Aslam Atkinson Aziz Bailey Baker Balogun Banerjee
    Barnes Bashir Begum Bennett Bhatt Bibi Boateng Bradshaw Brennan Brown Bryant Burke Burns
    Byrne Campbell Carroll Carter Chapman Chaudhry Choudhury Chowdhury Clark Clarke Cole Collins
    Connolly Cooper Cox Cunningham Davidson Davies Davis Dawson Delaney Desai Dhillon Dixon
    Doherty Doyle Duffy Edwards Egan Elliott Ellis Evans Farah Farooq Ferguson Fernandes
    Fitzgerald Fitzpatrick Fletcher Flynn Gallagher Garcia Gibson Gill Gordon Graham Griffiths
    Gupta Hamilton Harris Harrison Hashmi Hassan Henderson Hewitt Higgins Holmes Hopkins Horvath
    Howard Hughes Hussain Hussein Hutchinson Ibrahim Iqbal Ismail Jackson Jenkins Johnson
    Johnston Jones Joseph Joshi Kapoor Kaur Kavanagh Kelly Kennedy Khan Khatun Kowalska Kowalski
    Kumar Lawson Lewandowski Lewis Lloyd Lynch Macdonald Mahmood Malik Martinez Matthews
    McCarthy McDonald McDonnell McKenna McKenzie McLean Mehta Miah Mirza Mistry Mitchell Mohamed
    Mohammed Moore Morris Mukherjee Murphy Murray Mwangi Nair Naylor Nguyen Nolan Nowak Nwosu
    O'Brien O'Connor O'Donnell O'Neill O'Reilly O'Sullivan Okafor Okeke Okonkwo Osei Owusu
    Palmer Parker Parkinson Parveen Patel Patterson Perera Phillips Popescu Powell Prasad Quinn
    Qureshi Rahman Rashid Reddy Reid Reynolds Richards Richardson Roberts Robertson Robinson
    Rogers Rossi Russell Ryan Saleem Sandhu Saunders Scott Shah Shaikh Sharma Shaw Sheikh
    Siddiqui Silva Simpson Singh Smith Smyth Stephenson Stevens Stevenson Stewart Suleiman
    Sullivan Sutton Taylor Thomas Thompson Thomson Tran Turner Uddin Venkatesh Walker Walsh
    Warsame Watkins Watson Webster Wilkinson Williams Williamson Wilson Wisniewski Wright Yilmaz
    Yusuf Zaman
""")

ABBREVIATIONS = _words("""
    AA AC AD AI AM AN AP AR AS ASB AT BA BBC BC BE BI BT BY CA CC CD CE CI CIN CJ CLA CO CP CS
    CV CX CY CYP DA DC DI DO DOB DP DR DS DT DV EA ED EH EM EP ER ET ETE EU EW FC FE FP FT GB GM
    GO GP GPS HE HM HO HQ HR IA ID IF II IM IN IO IP IS IT IV IX JD JP KB KW LA LAC LD LE LO MA
    MD ME MH MI MO MP MR MS MY NB ND NE NEET NHS NI NO NW OF OH OK OM ON OP OR OT PA PC PD PE PI
    PM PO PP PQ PR PRU PS PV QA QC QI QS RA RAG RE RI RJ RO RP SA SC SE SI SL SM SO SP SS ST SU
    SV SW TA TB TBA TBC TD TO TP TV UK UN UP US USA VA VC VI VP VR VS WE WM WO WP WW YA YC YI YJ
    YJS YM YO YOS YOT YP YR YS YT YW
""")

ORDINARY = _words("""
    A About Academy Act Action Actions Additional Adult Adults Advice After Agency All Also An
    And Annual Any Approved April Are Area Areas As Assessment Assistant Associate At Attendance
    Audit August Autumn Average Award Awards Because Before Bench Better Board Body Borough Both
    Boy Boys Brief Britain British Building But By Cabinet Care Carer Carers Case Cases Centre
    Chair Chief Child Childhood Children Christmas Church City Claimant Class Clerk Client
    Clients Clinic Club College Commissioner Committee Community Constable Council Councillor
    County Court Crime Criminal Crown Custody Data Date Day December Defendant Delivery
    Department Deputy Detective Director District Diversion Domain Draft Each Early Easter
    Education Employer Employment England English Europe European Every Evidence Executive
    Families Family February Female First Five For Force Forum Foundation Four Framework Friday
    From Fund Further General Girl Girls Given Good Governance Government Group Guidance Had
    Hall Has Have He Head Health Her High His Home Homes Hospital House Housing How Hub If
    Impact In Independent Information Initial Inquiry Inspection Inspector Inspectorate
    Institute Integrated Interim Involved It Its January Joint July June Justice Juvenile Key
    Lady Law Lead Leader Learning Library Limited Link Living Local Lodge London Looked Lord Ltd
    Male Management Manager Managers March May Mayor Measure Measures Medal Meet Meeting Meets
    Member Members Men Mental Method Ministry Model Monday Mother Multi Must My National
    Neighbour New Next No North Northern Not Note November Now Nurse October Of Offender Officer
    Ofsted On One Only Operation Operational Or Other Our Out Outcome Outcomes Over Own Panel
    Parent Parents Park Partner Partners Partnership Performance Person Phase Place Plan
    Planning Police Policy Practice President Prevent Primary Principal Prison Prisoner Prize
    Probation Procedure Programme Progress Project Public Pupil Pupils Quarter Recommendation
    Recorder Referral Register Rehabilitation Report Resettlement Response Review Road Room Rule
    Safeguarding Saturday Scheme School Schools Scotland Scrutiny Secondary Secretary Section
    Senior Sentence September Sergeant Service Services Seven She Should Since Six Sixth Social
    Solicitors Some South Southern Special Spring Square Staff Standard Standards State
    Statement Step Strategic Strategy Street Student Students Suite Sunday Superintendent
    Support Survey Target Task Tasks Team Ten Test That The Theatre Their Then There These They
    This Those Three Through Thursday To Today Together Tomorrow Training Trial Tribunal Trust
    Tuesday Turnaround Two Under Unit United University Until Up Update Victim Victims Wales
    Ward Was We Wednesday Welfare Welsh Were West What When Where Which While Who Why Wing
    Winter With Within Witness Witnesses Woman Women Work Worker Workers Year Yes Yesterday You
    Young Youth
""")

INSTITUTIONS = _words("""
    Academy Act Avenue Award Awards Building Centre Charity Church Clinic Close Club College
    Commission Council Court Day Estate Foundation Framework Fund Gardens Grove Hall Hospital
    House Hub Infirmary Inn Inquiry Institute LLP Lane Law League Library Limited Lodge Ltd
    Manor Medal Model Park Partnership Place Plc Primary Principles Prize Programme Project
    Report Review Road Room Rule Scheme School Schools Solicitors Square Street Suite Test
    Theatre Training Trust Unit University Way Wing
""")
