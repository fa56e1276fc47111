"""The model over HTTP: read the body, call the interface, send the document.

Nothing is computed or rounded here, and nothing is kept. Every error is a problem
document (RFC 9457), and no input makes one with a status of 500 or above.
"""
