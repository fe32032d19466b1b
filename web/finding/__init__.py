"""The pages that lead to a document: start, results, series, speakers, about."""
