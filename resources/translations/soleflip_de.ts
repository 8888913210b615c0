<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="de" sourcelanguage="en">
<context>
    <name>AboutDialog</name>
    <message>
        <source>About SoleFlip</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Close</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Licence</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Made of these parts, each under its own licence:</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Open data folder</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Parts of the program</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The package brings no text of its licence.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The package names no licence</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Version {version} under the MIT licence, on Qt {qt}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Your data stays on this machine, in {folder}</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>AnalyticsController</name>
    <message>
        <source>Brand</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Import files…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No known brand</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No sales match the filters in this period.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No sales yet. Import a sales report to see payout and profit per month.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>None</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Nothing was paid out in this period.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Nothing was sold in this period.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Platform</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Show all sales</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>AnalyticsTab</name>
    <message>
        <source>Adding up…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>By brand</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>By platform</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Cost known</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Loss</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Net payout</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Payout and profit per month</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Profit</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Profit so far</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>ROI</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Sell-through</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Sold</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Stock at cost</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>Banner</name>
    <message>
        <source>Try again</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>BatchDetails</name>
    <message>
        <source>Details of the import</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Import again</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Open folder</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>CellEditors</name>
    <message>
        <source>Suggestions</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>ChartCard</name>
    <message>
        <source>Export the picture or the data</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Export “{chart}”</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Save the data…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Save the picture…</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>ChartExport</name>
    <message>
        <source>Picture (*.png)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Saved {name}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Table (*.csv)</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>ChartsPresenter</name>
    <message>
        <source>Brand</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Cost known</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Currency</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Left out</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Month</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Net payout</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Platform</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Profit</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Profit so far</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Sales</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>Chip</name>
    <message>
        <source>Clear {filter}</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>Chips</name>
    <message>
        <source>12 months</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Last month</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>This month</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>This quarter</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>This year</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Unknown</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>from {first}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>known</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>up to {last}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{field}: {values}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{first} to {last}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{values} +{n}</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>ChoosePairDialog</name>
    <message>
        <source>A pair that was bought after the sale may be taken.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Choose the pair</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Looking…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No pair in stock matches. Search for less of it.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No pair is in stock. Type the cost in the table instead.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Pairs in stock</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Search the stock by product or style code</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Take this pair</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>ChosenRows</name>
    <message>
        <source>Copied 1 row</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Copied the first {n} rows; {more} more are selected</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Copied {n} rows</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Copied “{text}”</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>ColumnChooser</name>
    <message>
        <source>Close</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Columns</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Drag a column to move it.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Move down</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Move up</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Reset</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>ConnectionController</name>
    <message>
        <source>Close</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Details</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Lost at {time}. SoleFlip goes on trying by itself. What was saved is safe; nothing of what was being written is half done, and edits are offered again.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No database</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Saved</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The database does not answer</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The database is back</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The database server {host} does not answer. Reconnecting…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The database stopped. Reconnecting…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The database stopped. {reason}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Try now</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>DayField</name>
    <message>
        <source>Calendar</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Pick a day</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Pick a day (Alt+Down)</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>Details</name>
    <message>
        <source>1 EUR = {rate} {currency}, the last fixing of the ECB on or before {day}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>1 day</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Account</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Amount</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Asking price</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Bought</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Buyer</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Buyer&apos;s city</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Buyer&apos;s country</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Came back</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Cancelled</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Change by another program</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Changed of the {what}: {fields}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Condition</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Consigned</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Cost</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Costs</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Day</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Day noted</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Delivered</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Description</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Domestic</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Exchange rates per EUR</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Expense</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Expenses</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Export</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Failed verification</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Gave: {what}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Gross</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Imports leave these alone</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>In {currency}, by the day of the purchase</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>In {currency}, by the day of the sale</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Input VAT</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Input VAT rate</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Invoice</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Invoice amount</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Invoice day</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Invoiced</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Kind</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Landed cost</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Listed</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Listing</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Listing ended</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Location</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Margin</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Margin scheme</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Must have been, but nobody noted the day</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Neither its amount nor its rate is known</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>New</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>New with defects</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No exchange rate is known for its day</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No exchange rate is known for the day it was bought</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No pair is known for this sale. Type what it cost in the table</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No purchase price was given</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>None may be reclaimed</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>None were recorded</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Not paid out yet, or the file did not say</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Notes</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>One of them has no exchange rate</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>One-stop shop</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Order</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Order {order}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Other adjustment</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Own fields</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Paid</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Paid out</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Pair</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Payment processing</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Payout</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Payout reference</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Platform</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Platform fee</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Private sale</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Product</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Profit</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Profit per gross</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Profit per landed cost</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Purchase</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Purchase order</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Purchase paid</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Purchase price</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>ROI</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Received</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Reclaimable VAT</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Redone: {what}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Refund</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Repeated what was known: {what}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Return</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Returned</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Returned to supplier</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Row {row}, line {line}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Row {row}, no longer kept</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Sale</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Share of extra costs</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Shipped</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Shipping</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Size</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Sold</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Spent</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>State</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Status</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Supplier</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Supply within the EU</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Tags</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Tax treatment</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Tax treatment unknown</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The amount of the self-billing invoice counts, not the payout</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The file does not say</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The pair cost nothing</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The purchase price of the pair is not known</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The sale did not stand, so it holds no pair</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The sale did not stand, so it made none</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>There is no rate of {currency} on or before {day}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Today</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Today {state}, {days} after it was bought</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Tracking</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Typed by hand</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Undo</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Undo import of {rows}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Undo in all of more than {n} rows</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Undo in all {n} rows</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Undone: {what}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Unknown, because the purchase price or the VAT rate is</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Unknown, because this is: {what}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Used</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>VAT</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>VAT owed</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>VAT rate</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>VAT reclaimable</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>VAT scheme</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>What the named fees do not explain of gross less payout</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Written off</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>by an import</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>costs {money}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>day unknown</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>expenses</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>imported {when}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>in the window</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>landed cost</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>no</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>no rate</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>no. {n}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>not yet known</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>on the command line</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>payout</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>refund {money}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>same day</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>since {day}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>the same day as “{step}”</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>this import was undone</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>through the interface for programs</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>undone since</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>yes</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{between} than “{step}”</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{currency} for {day}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{days} earlier</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{days} later</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{days} so far</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{field}: {old} → {new}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{n} days</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{rate} of {day}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{what} added</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{what} removed</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>DetailsController</name>
    <message>
        <source>Copied</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Select a row to see its life, its money and where it came from.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>This row is not there any more.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{n} rows selected</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>DetailsPanel</name>
    <message>
        <source>Copy</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Copy all details</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Copy all details as text</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Details</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Details of the selected row</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>History</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Life</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Money</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Particulars</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Where this came from</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>DropZone</name>
    <message>
        <source>Choose files to import</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Choose files…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Drop files here</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Drop zone for files</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>StockX sales report or purchases, as CSV</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>ErrorDialog</name>
    <message>
        <source>Close</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Copy report</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Report</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>SoleFlip has run into a fault of its own</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Something went wrong</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Your data is as it was before. You can go on working; what you just did was not finished. The report helps whoever corrects the fault. Look it through before you pass it on: it may quote values of your data.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>Field</name>
    <message>
        <source>Bought</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Buyer city</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Buyer country</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Currency</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Gross</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Invoice amount</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Invoice day</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Invoice number</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Location</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Notes</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Paid</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Payout</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Payout reference</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Platform fee</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Price</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Processing fee</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Product</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Shipping fee</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Size</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Sold</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Status</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Tax treatment</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Tracking number</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>VAT</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>VAT rate</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>VAT reclaimable</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>Figures</name>
    <message>
        <source>Compared with {period}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No known brand</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Profit rests on {known} of {all} sales.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>cost known for {known} of {all}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>payout {money}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>profit unknown ({known})</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>profit {money} ({known})</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>unchanged</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{arrow} {n} points</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{first} to {last}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{n} other brands</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{n} sales are left out: no exchange rate to {currency} is known for their day</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>FilterChips</name>
    <message>
        <source>Clear all</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>Formats</name>
    <message>
        <source>Checking against what is there</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Looking at the file</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Starting</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{done} of about {total} rows</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{done} of {total} rows</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{done} rows</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{n} min</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{n} s</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{time} left</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>HealthDialog</name>
    <message>
        <source>1 thing needs a look</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Check again</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Close</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Copy report</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Data folder</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Everything is as it should be</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Form of the data</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Free disk</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Health</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Imports</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Look at this</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Looking…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>OK</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Server</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Settings</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{n} things need a look</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>HistoryList</name>
    <message>
        <source>Nothing was changed since the history began.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>ImportController</name>
    <message>
        <source>A fault of SoleFlip stopped it. Nothing of the file was imported</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A file was read but not imported when SoleFlip last ran</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Cancelled. Nothing of {file} was imported</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Discarded. Nothing of {file} was imported</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Show</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Show sales</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{n} files were read but not imported when SoleFlip last ran</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>ImportHistoryController</name>
    <message>
        <source>Import {file}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The folder {folder} cannot be opened. It may have been moved</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Undo import</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Undo import of {rows}</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>ImportTab</name>
    <message>
        <source>Continue</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Discard</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Every file you import is listed here and can be undone.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Import history</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Imports</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Undo import</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>Imports</name>
    <message>
        <source>, payout {money}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>1 row is left out</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Cancelled</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Change {rows}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Changed</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Check again</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Checking</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Close, nothing to import</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Continue</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Correct the problems, or leave those rows out</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Discard</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Discarded</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Dismiss</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Duration</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Failed</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>File</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Import {new}, change {changed}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Import {rows}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Imported</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Imported {rows} from {file}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Importing</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>In all</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>In the file</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>It never finished</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Known already</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Leave the problem row out</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Leave the {n} problem rows out</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Left out</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Looking at the file</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>New</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No row changes what is there already.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No row has a problem.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No row is known already.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No row is new: what the file holds is there already.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No row stands twice in the file.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No source knew the file</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Nothing new</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Nothing new in {file}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Nothing to import</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Nothing was kept of it</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Payout</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Period</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Purchases</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Read and checked, not imported yet: {counts}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Read on {when} and not imported: SoleFlip was closed or stopped</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Reading</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Remark</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Review</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Rows</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Source</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>State</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>StockX sales report</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The file has no rows.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The very same file was imported on {when}; nothing was read again</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>There is no warning.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Twice in the file</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Undone</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Waiting</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Waiting its turn</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Warnings</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>When</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>With problems</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>payout {money}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{n} changed</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{n} known</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{n} new</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{n} purchase</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{n} purchases</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{n} row</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{n} rows</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{n} rows a second</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{n} rows are left out</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{n} sale</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{n} sales</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{n} twice in the file</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{n} warnings</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{n} with problems</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>Inventory</name>
    <message>
        <source>181 to 365 days</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>31 to 60 days</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>61 to 90 days</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>91 to 180 days</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Age</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Bought</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Brand</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Condition</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Consigned</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Cost missing</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Days in stock</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Delivered</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Has no size</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>In stock</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Incoming</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Landed cost</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Listed</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Location</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>More than a year</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>New</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>New with defects</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No VAT rate was given</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No day of purchase was given</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No known brand</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No location</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No location was given</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No notes</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No order number was given</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No purchase price was given</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No style code was given</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No supplier</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No supplier was given</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No tags</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>None</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Notes</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>On hand</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Order number</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Price</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Product</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Returned to supplier</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Shipped</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Size</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Sold</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Sold, unpaid</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>State</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Style code</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Supplier</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Tags</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The name does not begin with a known brand</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>To ship</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Unknown, because the purchase price is</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Up to 30 days</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Used</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>VAT rate</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>VAT reclaimed</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Written off</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Yes</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>InventoryController</name>
    <message>
        <source>1 pair</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A sale holds this pair. Without the pair its cost and profit are unknown.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Changed meanwhile: “{label}” ({when}). Yours was not written.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Delete only the other {n}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Delete pairs</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Deleted 1 pair</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Deleted {n} pairs</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Free the sales and delete</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Held by sales</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Import files…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Keep the pairs</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No pairs yet. Import your purchases, or add a pair with Ctrl+N.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Sale {order}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Sales hold {n} of the {all} pairs. Without them their cost and profit are unknown.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Show what it is now</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>There was nothing left to delete</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>This field was changed meanwhile. Yours was not written.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Undo</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>landed cost {money}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{field} of {product} changed</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{n} pairs</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{n} pairs selected</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>LaterChanges</name>
    <message>
        <source>1 row of “{what}” was changed or used later.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>An older change</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Changed since</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Leave it as it is</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The rest can be undone without it, or the later changes are undone as well.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Undo the rest</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Undo those too</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{n} rows of “{what}” were changed or used later.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{when}: {label} ({n})</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>Log</name>
    <message>
        <source>Detail</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Error</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Fault</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Level</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Message</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>News</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Time</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Warning</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Where</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>LogController</name>
    <message>
        <source>1 record</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No records</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>None among the newest records</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The newest record</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The newest {n} records</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{n} records</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>LogDialog</name>
    <message>
        <source>Copies the selected records, or all of them if none is selected</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Copy</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Errors and faults</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Everything</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Follow</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Keeps the newest record in sight</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Level</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Logs</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>News and worse</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Older records</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Open folder</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Records</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Search the log</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The whole record</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Warnings and worse</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>MainWindow</name>
    <message>
        <source>All files (*)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Analytics</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Drop to import</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Import</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Import files</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Inventory</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Reports (*.csv *.txt *.tsv)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Sales</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Search  {keys}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Search everything</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Search product, style code, order, tracking</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Search product, style code, supplier</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Tabs</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>Menus</name>
    <message>
        <source>&amp;Edit</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;File</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Help</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;View</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>About SoleFlip</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>As the system</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Columns…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Comfortable</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Compact</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Copy</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Dark</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Health</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Import…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Light</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Logs</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>New item…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Quit</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Redo</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Row height</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Search everything…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Settings…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Theme</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Undo</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>NewItemController</name>
    <message>
        <source>Added {n} pairs of {product}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Added {product}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Undo</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>NewItemDialog</name>
    <message>
        <source>&amp;Brand</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Location</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Notes</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Product</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Quantity</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Style code</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;VAT rate in %</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Add</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Add another</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Bou&amp;ght on</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>New item</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Or&amp;der number</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>P&amp;rice per pair ({currency})</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>S&amp;upplier</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Si&amp;ze</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Type the product or its style code</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>VAT is &amp;reclaimed</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>VAT is reclaimed</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>Notice</name>
    <message>
        <source>Discard</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Dismiss</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>Notices</name>
    <message>
        <source>Problem: </source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Warning: </source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>PairChooser</name>
    <message>
        <source>Order {order}, sold {day}. Which pair was it?</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The sale has its pair</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Undo</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>Pairs</name>
    <message>
        <source>Name {n} % alike</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Other style code, name {n} % alike</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Same name</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Same style code</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Score</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Why</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>another size</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>bought on the day of the sale</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>bought the day after the sale</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>bought the day before</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>bought {n} days after the sale</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>bought {n} days before</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>day of purchase unknown</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>same size</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>size unknown</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>PeriodBar</name>
    <message>
        <source>12 months</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>All</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>By payout day</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>By sale day</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Compare with</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>From</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>From … to …</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Nothing</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Previous period</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Quarter</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>This month</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>To</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Year</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Year before</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>from</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>to</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>Problem</name>
    <message>
        <source>Check the row for a missing or surplus delimiter or quote</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Correct it, or export the file again</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Correct it, or the quantity</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Correct the amount</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Correct the cell</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Correct the day</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Correct the price or the payout</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Export the file again without opening it in a spreadsheet</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Fill in one of the two</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Fill in the rate, such as 19</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Fill the cell in</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Give all amounts of the row in one currency</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Shorten the cell</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The row {message}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Write 19 for 19 %</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Write a whole number from 1 to 1,000</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Write it as 1234.50</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Write it as 2024-05-31</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Write its three letters, such as EUR</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Write the code as the maker does, and keep its column as text</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Write yes or no</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>has more than two decimals</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>has no UTC offset such as +00</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>is a style code that a spreadsheet turned into a number</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>is an order number that a spreadsheet turned into a number</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>is empty</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>is empty, and so is the style code</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>is less than 0.01</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>is negative</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>is neither yes nor no</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>is not a date and time such as 2024-05-31 14:05:00 +00</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>is not a day of the calendar such as 2024-05-31</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>is not a day such as 2024-05-31</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>is not a number of pairs</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>is not a rate in percent</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>is not an amount of money</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>is not the code of a currency in use, such as EUR</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>names a day or time that does not exist</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{column}: “{value}” {message}</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>QPlatformTheme</name>
    <message>
        <source>Cancel</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>Question</name>
    <message>
        <source>Details</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>Queue</name>
    <message>
        <source>Files under way</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>QueueRow</name>
    <message>
        <source>Progress</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>RawRow</name>
    <message>
        <source>Column</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Copy</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The row as it came</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Value</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>Review</name>
    <message>
        <source>(empty)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Bought</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>CSV (*.csv)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Changed</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Export problem rows</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Exported 1 problem row to {file}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Exported {n} problem rows to {file}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>In the file</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Item</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Known already, stays as it is</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Leave out all like this</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Leave row out</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Leave {n} rows out</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Left out</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>New</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Not checked yet</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Order</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Pairs</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Price</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Repeats an earlier row of the file, left out</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Row</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Row {row} of the file, beginning in line {line}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Supplier</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Take</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Take all like this</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Take row</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Take {n} rows</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Taken</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The VAT may be reclaimed, but the row names no VAT rate</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The day of the purchase, {day}, lies in the future</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The day of the sale, {day}, lies in the future</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The file names no supplier</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The payout of {payout} is {amount} above the price less the named fees; the difference is booked as other adjustment</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The payout of {payout} is {amount} below the price less the named fees; the difference is booked as other adjustment</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>There is no single cell to correct</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>What</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{column} was corrected to “{value}”</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{header}: press F2 to correct what the file has</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{name}-problems.csv</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>ReviewPanel</name>
    <message>
        <source>All</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Changed</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Discard, import nothing</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Duplicate</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Export problems…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Known</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Leave out</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Leave out all like this</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>New</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Problems</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Rows of the file</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Search order, product, style code</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Warnings</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>ReviewRows</name>
    <message>
        <source>Clear the search</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No row here matches “{text}”.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>RowMenu</name>
    <message>
        <source>Column “{column}”</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Copy cell</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Edit cell</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Filter by {filter}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Show only {filter}</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>Sales</name>
    <message>
        <source>At a loss</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Authenticated</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Brand</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Cancelled</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Completed</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Cost</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Cost missing</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Failed verification</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Fees</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Gross</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No known brand</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No pair is known for this sale. Press F2 to type what it cost, or Ctrl+M to choose the pair</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>None</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Not paid out yet, or the file did not say</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Order</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Paid</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Payout</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Pending</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Platform</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Product</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Profit</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Returned</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Shipped</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Size</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Sold</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Sold without a size</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Status</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Style code</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The file gave no style code</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The file gave no tracking number</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The name does not begin with a known brand</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The pair that was sold has no known cost. Press F2 to type it</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The platform named no fees</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The sale did not stand, so it holds no pair</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The sale did not stand, so it made none</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Tracking</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Unknown, because the cost is</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Unknown, because the payout is</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Unpaid</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>SalesController</name>
    <message>
        <source>1 sale</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Choose the pair of one sale at a time</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Choose the pair…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Cost of {order} is {money}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Import files…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No sales yet. Import a sales report to see what each pair brought.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Release the pair</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Release the pair of one sale at a time</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The pair is released and in stock again</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The typed cost is taken off the sale</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Undo</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>cost known for {n}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>cost of {order} {money}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>payout {money}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>profit unknown ({known})</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>profit {money} ({known})</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{n} sales</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{n} sales selected</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>Search</name>
    <message>
        <source>1 pair</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>1 sale</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Brands</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Pairs</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Products</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Sales</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Suppliers</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{n} pairs</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{n} sales</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>SearchPalette</name>
    <message>
        <source>Found</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Nothing found for “{text}”</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Style code, product, order number, brand, supplier</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Type what you look for. Mistyped words are understood.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>Section</name>
    <message>
        <source>folded</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>open</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>Session</name>
    <message>
        <source>A file is being imported. Stopping now leaves nothing of it half done.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Discard and quit</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Discard what is not saved?</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Go on importing</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No database</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Saved</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>SoleFlip with sample data, gone when this window closes</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Something is still being written. Restart when it is done.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Starting the database…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Stay</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Stop and quit</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Stop the import?</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The database has not been started.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>These edits are not saved, since the database did not answer.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Working…</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>SettingsController</name>
    <message>
        <source>A rate is known for 1 day.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Another folder begins empty; what lies in this one stays there.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Choose a currency of the list</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Choose a time zone of the list</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Everything is saved. Some of it takes effect when the window is opened anew.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Its midnight ends a day in all figures.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Kept in settings.json in the data folder, which only you can read.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Kept in the database, which is not open.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Later</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>More is a little faster and needs more memory. Takes a restart.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No rate is known: amounts in other currencies stay out of the figures.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>PostgreSQL {version} answers, with your data in {database}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>PostgreSQL {version} answers; {database} is still without SoleFlip&apos;s data</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Rates are known for {n} days.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Restart</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Restart now?</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Sample data: this folder is gone when the window closes.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Set by --data-dir or the variable SOLEFLIP_DATA_DIR.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Set by the environment variable {variable}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Takes a restart.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>This {reason}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Type the URL first</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Type the URL, or choose the server that comes with SoleFlip</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>What figures are added up in.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>SettingsDialog</name>
    <message>
        <source>A PostgreSQL server of my own</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>As the system</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Booking time zone</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Choose another data folder</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Choose…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Comfortable</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Compact</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Connecting…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Dark</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Data</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Data folder</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Database server</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Details too</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Errors only</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Figures</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Import and log</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Language</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Light</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Log takes</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>News and worse</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Open</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Open the data folder</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Password</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Reporting currency</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Row height</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Rows read at a time</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Save</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Saving…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Settings</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Test connection</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The one that comes with SoleFlip</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Theme</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>URL</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Warnings and worse</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Window</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>SortHeader</name>
    <message>
        <source>Click to sort. Shift and click to sort by several columns</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>SourceCard</name>
    <message>
        <source>Hide the row as it came</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Show the row as it came</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>SourceList</name>
    <message>
        <source>No file gave this: it was typed, or another program wrote it.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>SpanPopup</name>
    <message>
        <source>From</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Show these days</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>To</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>from</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>to</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>Table</name>
    <message>
        <source>{column}, falling</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{column}, rising</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>TableController</name>
    <message>
        <source>Clear filters</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Clear search and filters</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Clear the search</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Nothing matches these filters.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Nothing matches “{text}” with these filters.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Nothing matches “{text}”.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{n} rows selected</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>TableTab</name>
    <message>
        <source>Details</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Show or hide the details ({keys})</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Views</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>TableView</name>
    <message>
        <source>Columns…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Copy rows</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Hide “{column}”</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Reset columns</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Sort falling</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Sort rising</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Then sort by it</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>TilesPresenter</name>
    <message>
        <source>; {n} pairs without a day bought are left out</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Compared with {period}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Opens the sales whose cost is missing</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Profit divided by landed cost, of the sales whose profit is known</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Sold in the period, divided by sold plus on hand at its end ({n})</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Stock belongs to no platform, so it cannot be said for some of them</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>change unknown</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>cost unknown for {n}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>not by platform</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>of sold and on hand</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>on {known} of {all} sales</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>profit on cost</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>sales</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>unknown for {n} sales</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{known} of {all} sales</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{n} pairs on hand today</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>Typing</name>
    <message>
        <source>This cannot be left empty</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>“{text}” is not a day such as {example}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>“{text}” is not a percentage such as {example}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>“{text}” is not an amount such as {example}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>“{text}” is not the code of a currency, such as EUR</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>Undo</name>
    <message>
        <source>Redone: {what}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Undone: {what}</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>UnsavedController</name>
    <message>
        <source>Not saved: {edits}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Try again</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{edits}; and {n} more</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>ValuesPopup</name>
    <message>
        <source>Clear</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Loading…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No values</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Search</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>ViewName</name>
    <message>
        <source>Cancel</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Name</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>ViewsController</name>
    <message>
        <source>All rows</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Delete “{name}”</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Deleted the view “{name}”</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Keeps the search, the filters, the order and the columns.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Rename view</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Rename…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Save changes to “{name}”</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Save view</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Save view…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The view “{name}” gets another name.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The view “{name}” was saved by a newer version of the program</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>View: {name}</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>WaitingController</name>
    <message>
        <source>Cancel</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Waiting for another import to end…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Waiting for another program to end its work on the database ({names})…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Waiting for another program to end its work on the database…</source>
        <translation type="unfinished"></translation>
    </message>
</context>
</TS>
