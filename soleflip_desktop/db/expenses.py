"""What an import of expenses does otherwise than one of purchases: it finds known expenses, and their sales.

An expense is told by what it says. Equal rows stay as many as they are: the second of a file is the second
that is known. A receipt may have several rows, and people number receipts anew every year, so its number
alone tells nothing: it lets day, amount or words change.
"""

from dataclasses import dataclass

from sqlalchemy import Connection, text

from soleflip_desktop.db.drafts import IS_SOUND
from soleflip_desktop.db.tables.columns import folded
from soleflip_desktop.domain.drafts import UNKNOWN_PLATFORM

EXPENSE_FIELDS = (
    *("spent_on", "kind", "amount", "currency", "description", "vat_rate", "vat_amount", "reference"),
)

# A supplier goes by the name under which it is known, a sale by its order number.
STAGED_EXPENSES = f"""
    select staged.batch_id, row_number, staged.line, new_id, expense_key,
           expense_kind as kind, {", ".join(f"staged.{name}" for name in EXPENSE_FIELDS if name != "kind")},
           suppliers.id as supplier_id, coalesce(suppliers.name, staged.supplier) as supplier,
           sale_id, sales.order_key as sale
    from integration.staged_expenses staged
    left join core.suppliers on suppliers.name_key = {folded("staged.supplier")}
    left join sales.sales on sales.id = staged.sale_id
    where batch_id = :batch_id
"""
KNOWN_EXPENSES = """
    select expenses.*, suppliers.name as supplier, sales.order_key as sale
    from sales.expenses
    left join core.suppliers on suppliers.id = supplier_id
    left join sales.sales on sales.id = sale_id
"""

# As `review_rows` lists drafts: the words stand in the place of the product, the kind in that of the size,
# the VAT in that of the fees.
EXPENSE_LINES = f"""
    select row_number, reference as "order", spent_on as day, supplier as partner,
           coalesce(description, '') as product, kind as style_codes, 'OTHER' as size_system,
           kind as size_value, 0::numeric as size_number, 1 as pairs, currency, amount as price,
           null::numeric as payout, vat_amount as fees
    from ({STAGED_EXPENSES} AMONG) as draft
"""

# Statements of the merge: they add what the written rows refer to.
SUPPLIERS = (
    f"""
    insert into core.suppliers (name)
    select distinct on ({folded("supplier")}) supplier
    from integration.staged_expenses
    left join integration.record_checks checked using (batch_id, row_number, line)
    where batch_id = :batch_id and supplier is not null
      and coalesce(checked.verdict, 'changed') = 'changed' and coalesce(checked.taken, true)
    order by {folded("supplier")}, supplier
    on conflict (name_key) do nothing
    """,
)
EXPENSE_REFERENCES = {
    "core.suppliers": f"select supplier_id from ({STAGED_EXPENSES}) as draft",
    "sales.sales": "select sale_id from integration.staged_expenses where batch_id = :batch_id",
}

# The sales that an order number may mean: of the platform that the file names, or of any.
SALES_MEANT = f"""
    select staged.row_number, staged.line, min(sales.id) as sale_id, count(*) as sales
    from integration.staged_expenses staged
    join core.platforms
         on staged.platform is null or platforms.slug in (staged.platform, '{UNKNOWN_PLATFORM}')
    join sales.sales on sales.platform_id = platforms.id and sales.order_key = staged.order_key
    where staged.batch_id = :batch_id
    group by staged.row_number, staged.line
"""
_LINK = f"""
    update integration.staged_expenses draft set sale_id = meant.sale_id
    from ({SALES_MEANT}) as meant
    where draft.batch_id = :batch_id and draft.row_number = meant.row_number and draft.line = meant.line
      and meant.sales = 1
"""
_FORGET = """
    update integration.staged_expenses set sale_id = null, expense_key = null
    where batch_id = :batch_id and (sale_id is not null or expense_key is not null)
"""


@dataclass(frozen=True, slots=True)
class _Round:
    """One round of finding the known expenses of drafts.

    Attributes:
        alike: What the two must have in common.
        among: Which drafts and known expenses take part.
        drafts: Which drafts.
        stored: Which known expenses.
        number: Must be equal, too: how many of them a group holds, or nothing.
    """

    alike: str
    among: str = "true"
    drafts: str = "true"
    stored: str = "true"
    number: str = "1"


_AS_MANY = "count(*) over alike"
_SAID = "day, paid, supplier, kind, description"
# From the strongest evidence to the weakest. Where more than a number of the receipt or a kind differs, as
# many drafts as known expenses must be left: else the drafts are further expenses.
_ROUNDS = (
    _Round(f"{_SAID}, reference"),
    _Round(_SAID, drafts="reference = ''"),
    _Round(_SAID, stored="reference = ''"),
    _Round("day, paid, supplier, description, reference", among="description <> ''", number=_AS_MANY),
    _Round("day, paid, reference", among="reference <> ''", number=_AS_MANY),
    _Round("day, supplier, reference", among="reference <> ''", number=_AS_MANY),
    _Round("year, supplier, reference", among="reference <> '' and supplier <> ''", number=_AS_MANY),
)


def find_expenses(connection: Connection, batch_id: int) -> None:
    """Gives each staged expense the key of the known one it is, or a new one, and the sale it names."""
    here = {"batch_id": batch_id}
    connection.execute(text(_FORGET), here)
    connection.execute(text(_LINK), here)
    connection.execute(text("drop table if exists drafted_expenses, stored_expenses, matched_expenses"))
    connection.execute(text(_DRAFTED), here)
    connection.execute(text("analyze drafted_expenses"))
    left = connection.execute(text(_STORED)).rowcount
    connection.execute(text("analyze stored_expenses"))
    connection.execute(text(_MATCHED))
    for each in _ROUNDS:
        if left:
            left -= connection.execute(text(_match(each))).rowcount
    connection.execute(text(_KEYS), here)


def _told(row: str, kind: str, supplier: str) -> str:
    """What an expense is told by; unknown words as text, so that they can be equal."""
    return f"""
        {row}.spent_on as day, extract(year from {row}.spent_on) as year,
        {row}.amount || ' ' || {row}.currency as paid,
        coalesce({supplier}, '') as supplier, {folded(kind)} as kind,
        coalesce({folded(f"{row}.description")}, '') as description,
        coalesce({folded(f"{row}.reference")}, '') as reference
    """


_DRAFTED = f"""
    create temporary table drafted_expenses on commit drop as
    select draft.row_number, draft.line, draft.new_id,
           {_told("draft", "draft.expense_kind", folded("draft.supplier"))}
    from integration.staged_expenses draft
    where batch_id = :batch_id and {IS_SOUND}
"""
_STORED = f"""
    create temporary table stored_expenses on commit drop as
    select expenses.id, expenses.expense_key, {_told("expenses", "expenses.kind", "suppliers.name_key")}
    from sales.expenses
    left join core.suppliers on suppliers.id = expenses.supplier_id
    where expenses.expense_key is not null
      and (expenses.spent_on in (select day from drafted_expenses)
           or {folded("expenses.reference")} in (select reference from drafted_expenses))
"""
_MATCHED = """
    create temporary table matched_expenses (row_number integer, line smallint, expense_id bigint)
    on commit drop
"""


def _match(each: _Round) -> str:
    return f"""
        insert into matched_expenses
        select row_number, line, id
        from (
            select row_number, line, {each.alike}, {each.number} as number,
                   row_number() over (alike order by paid, row_number, line) as place
            from drafted_expenses left join matched_expenses using (row_number, line)
            where expense_id is null and {each.among} and {each.drafts}
            window alike as (partition by {each.alike})
        ) as draft
        join (
            select id, {each.alike}, {each.number} as number,
                   row_number() over (alike order by paid, id) as place
            from stored_expenses
            where {each.among} and {each.stored}
              and not exists (select from matched_expenses where expense_id = stored_expenses.id)
            window alike as (partition by {each.alike})
        ) as stored using ({each.alike}, number, place)
    """


_KEYS = """
    update integration.staged_expenses draft
    set expense_key = coalesce(stored.expense_key, concat(drafted.day, '#', drafted.new_id))
    from drafted_expenses drafted
    left join matched_expenses using (row_number, line)
    left join stored_expenses stored on stored.id = expense_id
    where draft.batch_id = :batch_id
      and draft.row_number = drafted.row_number and draft.line = drafted.line
"""
