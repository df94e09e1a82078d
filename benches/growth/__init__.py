"""What an answer costs among few stored interviews and among very many, and what it leaves."""
