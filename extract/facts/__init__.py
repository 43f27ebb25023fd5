"""What the narrative says: who leads, which policies, what money, which activities, how much growth."""
