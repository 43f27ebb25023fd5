"""The narrative: its outline, which section serves which material, what is hollow."""
