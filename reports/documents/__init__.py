"""Official documents: what is said (context types), how it is laid out (layout), how it is drawn (render).

Nothing here knows a model: callers compose a `DocumentContext` from figures and get bytes back.
"""
