"""Schema `products`: the goods, the orders they came in, and each physical pair."""

from sqlalchemy import (
    CheckConstraint,
    Column,
    Date,
    Integer,
    LargeBinary,
    Table,
    Text,
    func,
    text,
)
from sqlalchemy.dialects.postgresql import ARRAY, JSONB

from soleflip_desktop.db.tables.columns import (
    audited,
    currency,
    flag,
    index,
    key,
    locked_fields,
    metadata,
    money,
    one_of,
    percent,
    reference,
    sort_key,
)

ITEM_STATES = ("incoming", "in_stock", "consigned", "returned_to_supplier", "written_off")
ITEM_EVENTS = (
    "bought",
    "received",
    "listed",
    "unlisted",
    "consigned",
    "sold",
    "shipped",
    "delivered",
    "paid",
    "returned",
    "returned_to_supplier",
    "written_off",
)
VAT_SCHEMES = ("regular", "margin", "private")

products = Table(
    "products",
    metadata,
    key(),
    Column("name", Text, nullable=False),
    sort_key("name_key", "name"),
    reference("brand_id", "core.brands", nullable=True),
    reference("category_id", "core.categories", nullable=True),
    Column("colourway", Text),
    money("retail_price"),
    *currency(nullable=True),
    Column("release_day", Date),
    Column("gtin", Text),
    *audited(),
    schema="products",
)
index("ix_products_name_key", products.c.name_key)

product_codes = Table(
    "product_codes",
    metadata,
    key(),
    reference("product_id", "products.products"),
    Column("code", Text, nullable=False, unique=True),
    Column("as_written", Text, nullable=False),
    *audited(),
    schema="products",
)
index("ix_product_codes_product_id", product_codes.c.product_id)

documents = Table(
    "documents",
    metadata,
    key(),
    Column("sha256", LargeBinary, nullable=False, unique=True),
    Column("file_name", Text, nullable=False),
    Column("content_type", Text, nullable=False),
    Column("content", LargeBinary, nullable=False),
    *audited(),
    schema="products",
)

purchases = Table(
    "purchases",
    metadata,
    key(),
    reference("supplier_id", "core.suppliers", nullable=True),
    # Supplier, order number and day: a repeated file finds its order again.
    Column("purchase_key", Text, nullable=False, unique=True),
    Column("order_number", Text),
    Column("invoice_number", Text),
    Column("ordered_on", Date),
    Column("paid_on", Date),
    money("shipping"),
    *currency(nullable=True),
    Column("document_ids", ARRAY(Integer), nullable=False, server_default=text("'{}'")),
    *audited(),
    schema="products",
)

# Found by how they begin, whatever the database sorts by.
index(
    "ix_purchases_order_number",
    func.lower(purchases.c.order_number).label("beginning"),
    postgresql_ops={"beginning": "text_pattern_ops"},
    postgresql_where=text("order_number is not null"),
)

items = Table(
    "items",
    metadata,
    key(),
    reference("product_id", "products.products"),
    reference("size_id", "core.sizes"),
    reference("purchase_id", "products.purchases", nullable=True),
    # Order, day, price and number as its file first gave them; none for a pair typed by hand.
    Column("item_key", Text, unique=True),
    *one_of("state", ITEM_STATES, default="in_stock"),
    *one_of("condition", ("new", "new_with_defects", "used"), default="new"),
    money("price"),
    *currency(nullable=True),
    money("extra_costs"),
    percent("purchase_vat_rate"),
    money("purchase_vat"),
    flag("vat_reclaimable", default=False),
    *one_of("vat_scheme", VAT_SCHEMES, nullable=True),
    Column("location", Text),
    Column("notes", Text),
    Column("tags", ARRAY(Text), nullable=False, server_default=text("'{}'")),
    Column("own_fields", JSONB, nullable=False, server_default=text("'{}'")),
    Column("external_ids", JSONB, nullable=False, server_default=text("'{}'")),
    locked_fields(),
    *audited(),
    CheckConstraint("price is null or currency is not null", name="price_has_currency"),
    CheckConstraint("price >= 0", name="price_not_negative"),
    CheckConstraint("not vat_reclaimable or purchase_vat is not null", name="reclaimable_vat_known"),
    schema="products",
)
index("ix_items_product_id_size_id", items.c.product_id, items.c.size_id)
index("ix_items_purchase_id", items.c.purchase_id)

item_events = Table(
    "item_events",
    metadata,
    key(),
    reference("item_id", "products.items"),
    *one_of("kind", ITEM_EVENTS),
    Column("day", Date, nullable=False),
    Column("notes", Text),
    *audited(),
    schema="products",
)
index("ix_item_events_item_id", item_events.c.item_id)

listings = Table(
    "listings",
    metadata,
    key(),
    reference("item_id", "products.items"),
    reference("platform_id", "core.platforms"),
    money("ask"),
    *currency(nullable=True),
    Column("listed_on", Date, nullable=False),
    Column("ended_on", Date),
    # That of several listings where one of the platform's is of several pairs.
    Column("external_id", Text),
    # As files name it (`db.listings`); empty for one that no file brought.
    Column("listing_key", Text, unique=True),
    locked_fields(),
    *audited(),
    CheckConstraint("ended_on >= listed_on", name="ended_after_listed"),
    schema="products",
)
index("ix_listings_item_id", listings.c.item_id)
