"""Networks that learned from recordings: where they come from, what they see, how we train them on, and what is read off them."""
