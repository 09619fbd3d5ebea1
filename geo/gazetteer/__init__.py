"""The gazetteer: what a name can mean, and where on Earth that is."""
