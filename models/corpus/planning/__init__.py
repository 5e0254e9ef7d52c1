"""Which songs there will be, and what each genre is made of."""
