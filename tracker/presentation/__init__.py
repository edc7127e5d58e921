"""What every face of the program shows: tables, headings, sentences and formats.

Nothing here prints, asks, or knows whether a person is at a terminal or a page.
"""
