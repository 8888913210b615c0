"""What kinds of expenses are called."""

from PySide6.QtCore import QCoreApplication

_translate = QCoreApplication.translate


def expense_kind_words(kind: str) -> str:
    """A kind that is known in the user's language, his own word as it is."""
    return {
        "shipping": _translate("Expense", "Shipping"),
        "packaging": _translate("Expense", "Packaging"),
        "fees": _translate("Expense", "Fees"),
        "authentication": _translate("Expense", "Authentication"),
        "customs": _translate("Expense", "Customs"),
        "storage": _translate("Expense", "Storage"),
        "travel": _translate("Expense", "Travel"),
        "advertising": _translate("Expense", "Advertising"),
        "software": _translate("Expense", "Software"),
        "equipment": _translate("Expense", "Equipment"),
        "office": _translate("Expense", "Office"),
        "telephone": _translate("Expense", "Telephone and internet"),
        "cleaning": _translate("Expense", "Cleaning and repair"),
        "insurance": _translate("Expense", "Insurance"),
        "advice": _translate("Expense", "Accounting and advice"),
        "other": _translate("Expense", "Other"),
    }.get(kind, kind.replace("_", " ").capitalize())
