"""The Ofsted readers share what is at the front, judgements, points and items."""
