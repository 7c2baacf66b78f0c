"""What is proven of a plan: prices, cases, exchanges, all plans gone through. Exact, and without a solver."""
