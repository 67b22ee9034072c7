"""Where is sport missing? Computes, from plain figures, who has which offer within reach."""
