"""What clubs and the town tell on hall displays, beside the plan: posts, their pictures, who decides on them."""
