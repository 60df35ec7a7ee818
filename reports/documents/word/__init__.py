"""Word files: the same words as on paper, placed by docxtpl into a template that the rule-set makes."""
