"""Guides as pages: one for each task, which fits one sheet of paper. The table itself is the contract's."""
