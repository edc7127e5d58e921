"""The Ofsted readers share what stands at the front, judgements, points and items."""
