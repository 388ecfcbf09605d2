"""Who reads a page: the word beside each route, one place for all lists of routes."""

PUBLIC, MEMBER, OWN, STAFF = "public", "member", "own", "staff"
COORDINATOR = "coordinator"  # about their own country's Core Group
PRACTITIONER = "practitioner"  # about what is the practitioner's alone
STEERING = "steering"  # who sits on the Steering Group
