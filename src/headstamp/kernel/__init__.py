"""The ground floor: errors, ids, values, folding and who asks. It imports nothing of the house."""
