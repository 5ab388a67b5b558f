"""The language model, quicker: what spaCy computes, with the same tags, heads and entities, and less work.

    algebra    matrix products by numpy's own library, on one thread
    words      each distinct word of a batch is embedded once
    windows    the layers that look at the words around, without what only training needs
    entities   the entity recogniser's decisions for all words of a batch together
    common     words that come again and again are taken apart once
    model      all of it together

Models of a sort that none of them knows stay as they are.
"""
