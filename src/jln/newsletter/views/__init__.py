"""The pages of issues: of their editors, of colleagues who translate, and for anybody."""
