"""Pages for those who answer: a customer's survey, a shopper's visit."""
