"""What the readers of several layouts share: the furniture of pages, dates, lists, headings."""
