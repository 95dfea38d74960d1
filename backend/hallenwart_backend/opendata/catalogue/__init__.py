"""The catalogue of all datasets for other catalogues: DCAT-AP.de 3.0 as Turtle, RDF/XML and JSON-LD."""
