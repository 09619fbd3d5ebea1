"""What is learnt about journeys from labelled texts: a small network that reads the whole text beside the rules."""
