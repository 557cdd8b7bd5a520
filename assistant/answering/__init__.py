"""From a question taken apart to an answer: the route, the composers' inputs, refusals, parts and follow-ups."""
