"""NGSI-LD: halls, their climate and use, and car parks as entities for FIWARE platforms, to be read and sent."""
