"""All reads of the programme. Permission is part of each."""
