"""Where bytes lie: content-addressed blobs behind one small protocol.

Must not know the catalogue, nor what the bytes mean.
"""
