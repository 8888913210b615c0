<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="de" sourcelanguage="en">
<context>
    <name>AboutDialog</name>
    <message>
        <source>About SoleFlip</source>
        <translation>Über SoleFlip</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>Schließen</translation>
    </message>
    <message>
        <source>Licence</source>
        <translation>Lizenz</translation>
    </message>
    <message>
        <source>Made of these parts, each under its own licence:</source>
        <translation>Besteht aus diesen Teilen, jedes unter eigener Lizenz:</translation>
    </message>
    <message>
        <source>Open data folder</source>
        <translation>Datenordner öffnen</translation>
    </message>
    <message>
        <source>Parts of the program</source>
        <translation>Teile des Programms</translation>
    </message>
    <message>
        <source>The package brings no text of its licence.</source>
        <translation>Das Paket enthält keinen Lizenztext.</translation>
    </message>
    <message>
        <source>The package names no licence</source>
        <translation>Das Paket nennt keine Lizenz</translation>
    </message>
    <message>
        <source>Version {version} under the MIT licence, on Qt {qt}</source>
        <translation>Version {version} unter der MIT-Lizenz, mit Qt {qt}</translation>
    </message>
    <message>
        <source>Your data stays on this machine, in {folder}</source>
        <translation>Die Daten bleiben auf diesem Rechner, in {folder}</translation>
    </message>
</context>
<context>
    <name>AnalyticsController</name>
    <message>
        <source>Brand</source>
        <translation>Marke</translation>
    </message>
    <message>
        <source>Import files…</source>
        <translation>Dateien importieren&#xa0;…</translation>
    </message>
    <message>
        <source>No known brand</source>
        <translation>Marke unbekannt</translation>
    </message>
    <message>
        <source>No sales match the filters in this period.</source>
        <translation>Keine Verkäufe zu diesen Filtern im Zeitraum.</translation>
    </message>
    <message>
        <source>No sales yet. Import a sales report to see payout and profit per month.</source>
        <translation>Noch keine Verkäufe. Ein importierter Verkaufsbericht zeigt Auszahlung und Gewinn je Monat.</translation>
    </message>
    <message>
        <source>None</source>
        <translation>Keine</translation>
    </message>
    <message>
        <source>Nothing was paid out in this period.</source>
        <translation>In diesem Zeitraum wurde nichts ausgezahlt.</translation>
    </message>
    <message>
        <source>Nothing was sold in this period.</source>
        <translation>In diesem Zeitraum wurde nichts verkauft.</translation>
    </message>
    <message>
        <source>Platform</source>
        <translation>Plattform</translation>
    </message>
    <message>
        <source>Show all sales</source>
        <translation>Alle Verkäufe zeigen</translation>
    </message>
</context>
<context>
    <name>AnalyticsTab</name>
    <message>
        <source>Adding up…</source>
        <translation>Wird summiert&#xa0;…</translation>
    </message>
    <message>
        <source>By brand</source>
        <translation>Nach Marke</translation>
    </message>
    <message>
        <source>By platform</source>
        <translation>Nach Plattform</translation>
    </message>
    <message>
        <source>Cost known</source>
        <translation>Einstand bekannt</translation>
    </message>
    <message>
        <source>Figures and charts</source>
        <translation>Zahlen und Diagramme</translation>
    </message>
    <message>
        <source>Loss</source>
        <translation>Verlust</translation>
    </message>
    <message>
        <source>Net payout</source>
        <translation>Netto-Auszahlung</translation>
    </message>
    <message>
        <source>Payout and profit per month</source>
        <translation>Auszahlung und Gewinn je Monat</translation>
    </message>
    <message>
        <source>Profit</source>
        <translation>Gewinn</translation>
    </message>
    <message>
        <source>Profit so far</source>
        <translation>Gewinn bisher</translation>
    </message>
    <message>
        <source>ROI</source>
        <translation>ROI</translation>
    </message>
    <message>
        <source>Sell-through</source>
        <translation>Abverkaufsquote</translation>
    </message>
    <message>
        <source>Sold</source>
        <translation>Verkauft</translation>
    </message>
    <message>
        <source>Stock at cost</source>
        <translation>Bestand zum Einstand</translation>
    </message>
</context>
<context>
    <name>Banner</name>
    <message>
        <source>Try again</source>
        <translation>Erneut versuchen</translation>
    </message>
</context>
<context>
    <name>BatchDetails</name>
    <message>
        <source>Details of the import</source>
        <translation>Details zum Import</translation>
    </message>
    <message>
        <source>Import again</source>
        <translation>Erneut importieren</translation>
    </message>
    <message>
        <source>Open folder</source>
        <translation>Ordner öffnen</translation>
    </message>
</context>
<context>
    <name>CellEditors</name>
    <message>
        <source>Suggestions</source>
        <translation>Vorschläge</translation>
    </message>
</context>
<context>
    <name>ChartCard</name>
    <message>
        <source>Export the picture or the data</source>
        <translation>Bild oder Daten exportieren</translation>
    </message>
    <message>
        <source>Export “{chart}”</source>
        <translation>„{chart}“ exportieren</translation>
    </message>
    <message>
        <source>Save the data…</source>
        <translation>Daten speichern&#xa0;…</translation>
    </message>
    <message>
        <source>Save the picture…</source>
        <translation>Bild speichern&#xa0;…</translation>
    </message>
</context>
<context>
    <name>ChartExport</name>
    <message>
        <source>Picture (*.png)</source>
        <translation>Bild (*.png)</translation>
    </message>
    <message>
        <source>Saved {name}</source>
        <translation>{name} gespeichert</translation>
    </message>
    <message>
        <source>Table (*.csv)</source>
        <translation>Tabelle (*.csv)</translation>
    </message>
</context>
<context>
    <name>ChartsPresenter</name>
    <message>
        <source>Brand</source>
        <translation>Marke</translation>
    </message>
    <message>
        <source>Cost known</source>
        <translation>Einstand bekannt</translation>
    </message>
    <message>
        <source>Currency</source>
        <translation>Währung</translation>
    </message>
    <message>
        <source>Left out</source>
        <translation>Ausgelassen</translation>
    </message>
    <message>
        <source>Month</source>
        <translation>Monat</translation>
    </message>
    <message>
        <source>Net payout</source>
        <translation>Netto-Auszahlung</translation>
    </message>
    <message>
        <source>Platform</source>
        <translation>Plattform</translation>
    </message>
    <message>
        <source>Profit</source>
        <translation>Gewinn</translation>
    </message>
    <message>
        <source>Profit so far</source>
        <translation>Gewinn bisher</translation>
    </message>
    <message>
        <source>Sales</source>
        <translation>Verkäufe</translation>
    </message>
</context>
<context>
    <name>Chip</name>
    <message>
        <source>Clear {filter}</source>
        <translation>{filter} entfernen</translation>
    </message>
</context>
<context>
    <name>Chips</name>
    <message>
        <source>12 months</source>
        <translation>12 Monate</translation>
    </message>
    <message>
        <source>Last month</source>
        <translation>Letzter Monat</translation>
    </message>
    <message>
        <source>This month</source>
        <translation>Dieser Monat</translation>
    </message>
    <message>
        <source>This quarter</source>
        <translation>Dieses Quartal</translation>
    </message>
    <message>
        <source>This year</source>
        <translation>Dieses Jahr</translation>
    </message>
    <message>
        <source>Unknown</source>
        <translation>Unbekannt</translation>
    </message>
    <message>
        <source>from {first}</source>
        <translation>ab {first}</translation>
    </message>
    <message>
        <source>known</source>
        <translation>bekannt</translation>
    </message>
    <message>
        <source>none</source>
        <translation>keine</translation>
    </message>
    <message>
        <source>up to {last}</source>
        <translation>bis {last}</translation>
    </message>
    <message>
        <source>{field}: {values}</source>
        <translation>{field}: {values}</translation>
    </message>
    <message>
        <source>{first} to {last}</source>
        <translation>{first} bis {last}</translation>
    </message>
    <message>
        <source>{values} +{n}</source>
        <translation>{values} +{n}</translation>
    </message>
</context>
<context>
    <name>ChoosePairDialog</name>
    <message>
        <source>A pair that was bought after the sale may be taken.</source>
        <translation>Auch ein nach dem Verkauf gekauftes Paar ist erlaubt.</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>Abbrechen</translation>
    </message>
    <message>
        <source>Choose the pair</source>
        <translation>Paar wählen</translation>
    </message>
    <message>
        <source>Looking…</source>
        <translation>Wird gesucht&#xa0;…</translation>
    </message>
    <message>
        <source>No pair in stock matches. Search for less of it.</source>
        <translation>Kein Paar auf Lager passt. Nach weniger Wörtern suchen.</translation>
    </message>
    <message>
        <source>No pair is in stock. Type the cost in the table instead.</source>
        <translation>Kein Paar auf Lager. Stattdessen den Einstand in der Tabelle eintragen.</translation>
    </message>
    <message>
        <source>Pairs in stock</source>
        <translation>Paare auf Lager</translation>
    </message>
    <message>
        <source>Search the stock by product or style code</source>
        <translation>Lager nach Produkt oder Style-Code durchsuchen</translation>
    </message>
    <message>
        <source>Take this pair</source>
        <translation>Dieses Paar nehmen</translation>
    </message>
</context>
<context>
    <name>ChosenRows</name>
    <message>
        <source>Copied 1 row</source>
        <translation>1 Zeile kopiert</translation>
    </message>
    <message>
        <source>Copied the first {n} rows; {more} more are selected</source>
        <translation>Die ersten {n} Zeilen kopiert; {more} weitere sind ausgewählt</translation>
    </message>
    <message>
        <source>Copied {n} rows</source>
        <translation>{n} Zeilen kopiert</translation>
    </message>
    <message>
        <source>Copied “{text}”</source>
        <translation>„{text}“ kopiert</translation>
    </message>
</context>
<context>
    <name>ColumnChooser</name>
    <message>
        <source>Close</source>
        <translation>Schließen</translation>
    </message>
    <message>
        <source>Columns</source>
        <translation>Spalten</translation>
    </message>
    <message>
        <source>Drag a column to move it.</source>
        <translation>Spalten lassen sich ziehen.</translation>
    </message>
    <message>
        <source>Move down</source>
        <translation>Nach unten</translation>
    </message>
    <message>
        <source>Move up</source>
        <translation>Nach oben</translation>
    </message>
    <message>
        <source>Reset</source>
        <translation>Zurücksetzen</translation>
    </message>
</context>
<context>
    <name>Conflicts</name>
    <message>
        <source>1 value differs from a source whose word counts more, and stays as it is</source>
        <translation>1 Wert weicht von einer Quelle mit mehr Gewicht ab und bleibt, wie er ist</translation>
    </message>
    <message>
        <source>Counts</source>
        <translation>Es zählt</translation>
    </message>
    <message>
        <source>Field</source>
        <translation>Feld</translation>
    </message>
    <message>
        <source>From</source>
        <translation>Quelle</translation>
    </message>
    <message>
        <source>In the books</source>
        <translation>In den Büchern</translation>
    </message>
    <message>
        <source>In the file</source>
        <translation>In der Datei</translation>
    </message>
    <message>
        <source>It was typed, or came from a source that is gone</source>
        <translation>Von Hand eingetragen oder aus einer Quelle, die es nicht mehr gibt</translation>
    </message>
    <message>
        <source>Order</source>
        <translation>Bestellung</translation>
    </message>
    <message>
        <source>Over {n} values differ from sources whose word counts more, and stay as they are</source>
        <translation>Über {n} Werte weichen von Quellen mit mehr Gewicht ab und bleiben, wie sie sind</translation>
    </message>
    <message>
        <source>Row</source>
        <translation>Nr.</translation>
    </message>
    <message>
        <source>The books</source>
        <translation>Die Bücher</translation>
    </message>
    <message>
        <source>The file</source>
        <translation>Die Datei</translation>
    </message>
    <message>
        <source>{n} values differ from sources whose word counts more, and stay as they are</source>
        <translation>{n} Werte weichen von Quellen mit mehr Gewicht ab und bleiben, wie sie sind</translation>
    </message>
</context>
<context>
    <name>ConflictsDialog</name>
    <message>
        <source>A platform’s own file counts more than its API, that more than Notion, and that more than a spreadsheet. Where one of lower rank says otherwise, nothing changes unless you take its word.</source>
        <translation>Die eigene Datei einer Plattform zählt mehr als ihre API, diese mehr als Notion und Notion mehr als eine Tabelle. Was von niedrigerem Rang abweicht, ändert nichts, solange es nicht übernommen wird.</translation>
    </message>
    <message>
        <source>Done</source>
        <translation>Fertig</translation>
    </message>
    <message>
        <source>Keep all</source>
        <translation>Alle behalten</translation>
    </message>
    <message>
        <source>Keep the books</source>
        <translation>Bücher behalten</translation>
    </message>
    <message>
        <source>Keep the books for all</source>
        <translation>Für alle die Bücher behalten</translation>
    </message>
    <message>
        <source>Take all</source>
        <translation>Alle übernehmen</translation>
    </message>
    <message>
        <source>Take the file’s word</source>
        <translation>Wert der Datei übernehmen</translation>
    </message>
    <message>
        <source>Take the file’s word for all</source>
        <translation>Für alle den Wert der Datei übernehmen</translation>
    </message>
    <message>
        <source>Values that differ</source>
        <translation>Abweichende Werte</translation>
    </message>
    <message>
        <source>What {file} says otherwise</source>
        <translation>Was {file} anders sagt</translation>
    </message>
    <message>
        <source>Whose word counts</source>
        <translation>Was mehr zählt</translation>
    </message>
</context>
<context>
    <name>ConnectionController</name>
    <message>
        <source>Close</source>
        <translation>Schließen</translation>
    </message>
    <message>
        <source>Details</source>
        <translation>Details</translation>
    </message>
    <message>
        <source>Lost at {time}. SoleFlip goes on trying by itself. What was saved is safe; nothing of what was being written is half done, and edits are offered again.</source>
        <translation>Getrennt seit {time}. SoleFlip versucht es von selbst weiter. Gespeichertes ist sicher; nichts ist halb geschrieben, und Änderungen werden erneut angeboten.</translation>
    </message>
    <message>
        <source>No database</source>
        <translation>Keine Datenbank</translation>
    </message>
    <message>
        <source>Saved</source>
        <translation>Gespeichert</translation>
    </message>
    <message>
        <source>The database does not answer</source>
        <translation>Die Datenbank antwortet nicht</translation>
    </message>
    <message>
        <source>The database is back</source>
        <translation>Die Datenbank ist wieder da</translation>
    </message>
    <message>
        <source>The database server {host} does not answer. Reconnecting…</source>
        <translation>Der Datenbankserver {host} antwortet nicht. Wird neu verbunden&#xa0;…</translation>
    </message>
    <message>
        <source>The database stopped. Reconnecting…</source>
        <translation>Die Datenbank ist ausgefallen. Wird neu verbunden&#xa0;…</translation>
    </message>
    <message>
        <source>The database stopped. {reason}</source>
        <translation>Die Datenbank ist ausgefallen. {reason}</translation>
    </message>
    <message>
        <source>Try now</source>
        <translation>Jetzt versuchen</translation>
    </message>
</context>
<context>
    <name>DayField</name>
    <message>
        <source>Calendar</source>
        <translation>Kalender</translation>
    </message>
    <message>
        <source>Pick a day</source>
        <translation>Tag wählen</translation>
    </message>
    <message>
        <source>Pick a day (Alt+Down)</source>
        <translation>Tag wählen (Alt+Pfeil ab)</translation>
    </message>
</context>
<context>
    <name>Details</name>
    <message>
        <source>1 EUR = {rate} {currency}, the last fixing of the ECB on or before {day}</source>
        <translation>1 EUR = {rate} {currency}, letzter Referenzkurs der EZB bis zum {day}</translation>
    </message>
    <message>
        <source>1 day</source>
        <translation>1 Tag</translation>
    </message>
    <message>
        <source>Account</source>
        <translation>Konto</translation>
    </message>
    <message>
        <source>Added by hand</source>
        <translation>Von Hand hinzugefügt</translation>
    </message>
    <message>
        <source>Amount</source>
        <translation>Betrag</translation>
    </message>
    <message>
        <source>Asking price</source>
        <translation>Angebotspreis</translation>
    </message>
    <message>
        <source>Bought</source>
        <translation>Gekauft</translation>
    </message>
    <message>
        <source>Buyer</source>
        <translation>Käufer</translation>
    </message>
    <message>
        <source>Buyer&apos;s city</source>
        <translation>Ort des Käufers</translation>
    </message>
    <message>
        <source>Buyer&apos;s country</source>
        <translation>Land des Käufers</translation>
    </message>
    <message>
        <source>Came back</source>
        <translation>Zurückgekommen</translation>
    </message>
    <message>
        <source>Cancelled</source>
        <translation>Storniert</translation>
    </message>
    <message>
        <source>Change by another program</source>
        <translation>Änderung durch ein anderes Programm</translation>
    </message>
    <message>
        <source>Changed of the {what}: {fields}</source>
        <translation>Geändert ({what}): {fields}</translation>
    </message>
    <message>
        <source>Condition</source>
        <translation>Zustand</translation>
    </message>
    <message>
        <source>Consigned</source>
        <translation>In Kommission</translation>
    </message>
    <message>
        <source>Cost</source>
        <translation>Einstand</translation>
    </message>
    <message>
        <source>Costs</source>
        <translation>Kosten</translation>
    </message>
    <message>
        <source>Day</source>
        <translation>Tag</translation>
    </message>
    <message>
        <source>Day noted</source>
        <translation>Notierter Tag</translation>
    </message>
    <message>
        <source>Delivered</source>
        <translation>Zugestellt</translation>
    </message>
    <message>
        <source>Description</source>
        <translation>Beschreibung</translation>
    </message>
    <message>
        <source>Domestic</source>
        <translation>Inland</translation>
    </message>
    <message>
        <source>Exchange rates</source>
        <translation>Wechselkurse</translation>
    </message>
    <message>
        <source>Exchange rates per EUR</source>
        <translation>Wechselkurse je EUR</translation>
    </message>
    <message>
        <source>Expense</source>
        <translation>Ausgabe</translation>
    </message>
    <message>
        <source>Expenses</source>
        <translation>Ausgaben</translation>
    </message>
    <message>
        <source>Export</source>
        <translation>Ausfuhr</translation>
    </message>
    <message>
        <source>Failed verification</source>
        <translation>Prüfung nicht bestanden</translation>
    </message>
    <message>
        <source>Fee</source>
        <translation>Gebühr</translation>
    </message>
    <message>
        <source>Gave: {what}</source>
        <translation>Ergab: {what}</translation>
    </message>
    <message>
        <source>Gross</source>
        <translation>Brutto</translation>
    </message>
    <message>
        <source>Imports leave these alone</source>
        <translation>Importe ändern das nicht</translation>
    </message>
    <message>
        <source>In {currency}, by the day of the purchase</source>
        <translation>In {currency}, zum Tag des Einkaufs</translation>
    </message>
    <message>
        <source>In {currency}, by the day of the sale</source>
        <translation>In {currency}, zum Tag des Verkaufs</translation>
    </message>
    <message>
        <source>Input VAT</source>
        <translation>Vorsteuer</translation>
    </message>
    <message>
        <source>Input VAT rate</source>
        <translation>Vorsteuersatz</translation>
    </message>
    <message>
        <source>Invoice</source>
        <translation>Rechnung</translation>
    </message>
    <message>
        <source>Invoice amount</source>
        <translation>Rechnungsbetrag</translation>
    </message>
    <message>
        <source>Invoice day</source>
        <translation>Rechnungstag</translation>
    </message>
    <message>
        <source>Invoiced</source>
        <translation>Abgerechnet</translation>
    </message>
    <message>
        <source>Key of the expense</source>
        <translation>Schlüssel der Ausgabe</translation>
    </message>
    <message>
        <source>Key of the listing</source>
        <translation>Schlüssel des Listings</translation>
    </message>
    <message>
        <source>Kind</source>
        <translation>Art</translation>
    </message>
    <message>
        <source>Landed cost</source>
        <translation>Einstandskosten</translation>
    </message>
    <message>
        <source>Listed</source>
        <translation>Gelistet</translation>
    </message>
    <message>
        <source>Listing</source>
        <translation>Listing</translation>
    </message>
    <message>
        <source>Listing ended</source>
        <translation>Listing beendet</translation>
    </message>
    <message>
        <source>Location</source>
        <translation>Lagerort</translation>
    </message>
    <message>
        <source>Margin</source>
        <translation>Marge</translation>
    </message>
    <message>
        <source>Margin scheme</source>
        <translation>Differenzbesteuerung</translation>
    </message>
    <message>
        <source>Must have been, but nobody noted the day</source>
        <translation>Muss gewesen sein, aber der Tag ist nicht notiert</translation>
    </message>
    <message>
        <source>Neither its amount nor its rate is known</source>
        <translation>Weder Betrag noch Satz sind bekannt</translation>
    </message>
    <message>
        <source>New</source>
        <translation>Neu</translation>
    </message>
    <message>
        <source>New with defects</source>
        <translation>Neu mit Mängeln</translation>
    </message>
    <message>
        <source>No exchange rate is known for its day</source>
        <translation>Für den Tag ist kein Wechselkurs bekannt</translation>
    </message>
    <message>
        <source>No exchange rate is known for the day it was bought</source>
        <translation>Für den Tag des Einkaufs ist kein Wechselkurs bekannt</translation>
    </message>
    <message>
        <source>No pair is known for this sale. Type what it cost in the table</source>
        <translation>Zu diesem Verkauf ist kein Paar bekannt. Den Einstand in der Tabelle eintragen</translation>
    </message>
    <message>
        <source>No purchase price was given</source>
        <translation>Kein Kaufpreis angegeben</translation>
    </message>
    <message>
        <source>None may be reclaimed</source>
        <translation>Nicht abziehbar</translation>
    </message>
    <message>
        <source>None were recorded</source>
        <translation>Keine erfasst</translation>
    </message>
    <message>
        <source>Not paid out yet, or the file did not say</source>
        <translation>Noch nicht ausgezahlt, oder die Datei nennt es nicht</translation>
    </message>
    <message>
        <source>Notes</source>
        <translation>Notizen</translation>
    </message>
    <message>
        <source>Number of the listing</source>
        <translation>Nummer des Listings</translation>
    </message>
    <message>
        <source>One of them has no exchange rate</source>
        <translation>Für eine davon fehlt der Wechselkurs</translation>
    </message>
    <message>
        <source>One-stop shop</source>
        <translation>One-Stop-Shop</translation>
    </message>
    <message>
        <source>Order</source>
        <translation>Bestellung</translation>
    </message>
    <message>
        <source>Order {order}</source>
        <translation>Bestellung {order}</translation>
    </message>
    <message>
        <source>Other adjustment</source>
        <translation>Sonstige Anpassung</translation>
    </message>
    <message>
        <source>Own fields</source>
        <translation>Eigene Felder</translation>
    </message>
    <message>
        <source>Paid</source>
        <translation>Ausgezahlt</translation>
    </message>
    <message>
        <source>Paid out</source>
        <translation>Ausgezahlt</translation>
    </message>
    <message>
        <source>Pair</source>
        <translation>Paar</translation>
    </message>
    <message>
        <source>Payment processing</source>
        <translation>Zahlungsabwicklung</translation>
    </message>
    <message>
        <source>Payment processor</source>
        <translation>Zahlungsdienst</translation>
    </message>
    <message>
        <source>Payout</source>
        <translation>Auszahlung</translation>
    </message>
    <message>
        <source>Payout reference</source>
        <translation>Auszahlungsreferenz</translation>
    </message>
    <message>
        <source>Platform</source>
        <translation>Plattform</translation>
    </message>
    <message>
        <source>Platform fee</source>
        <translation>Plattformgebühr</translation>
    </message>
    <message>
        <source>Private sale</source>
        <translation>Privatverkauf</translation>
    </message>
    <message>
        <source>Product</source>
        <translation>Produkt</translation>
    </message>
    <message>
        <source>Profit</source>
        <translation>Gewinn</translation>
    </message>
    <message>
        <source>Profit per gross</source>
        <translation>Gewinn geteilt durch Brutto</translation>
    </message>
    <message>
        <source>Profit per landed cost</source>
        <translation>Gewinn geteilt durch Einstandskosten</translation>
    </message>
    <message>
        <source>Purchase</source>
        <translation>Einkauf</translation>
    </message>
    <message>
        <source>Purchase order</source>
        <translation>Einkaufsnummer</translation>
    </message>
    <message>
        <source>Purchase paid</source>
        <translation>Einkauf bezahlt</translation>
    </message>
    <message>
        <source>Purchase price</source>
        <translation>Kaufpreis</translation>
    </message>
    <message>
        <source>ROI</source>
        <translation>ROI</translation>
    </message>
    <message>
        <source>Received</source>
        <translation>Erhalten</translation>
    </message>
    <message>
        <source>Reclaimable VAT</source>
        <translation>Abziehbare Vorsteuer</translation>
    </message>
    <message>
        <source>Redone: {what}</source>
        <translation>Wiederholt: {what}</translation>
    </message>
    <message>
        <source>Reference</source>
        <translation>Referenz</translation>
    </message>
    <message>
        <source>Refund</source>
        <translation>Erstattung</translation>
    </message>
    <message>
        <source>Repeated what was known: {what}</source>
        <translation>Schon bekannt: {what}</translation>
    </message>
    <message>
        <source>Return</source>
        <translation>Retoure</translation>
    </message>
    <message>
        <source>Returned</source>
        <translation>Zurückgekommen</translation>
    </message>
    <message>
        <source>Returned to supplier</source>
        <translation>Zurück an den Lieferanten</translation>
    </message>
    <message>
        <source>Row {row}, line {line}</source>
        <translation>Datensatz {row}, Zeile {line}</translation>
    </message>
    <message>
        <source>Row {row}, no longer kept</source>
        <translation>Datensatz {row}, nicht mehr aufbewahrt</translation>
    </message>
    <message>
        <source>Sale</source>
        <translation>Verkauf</translation>
    </message>
    <message>
        <source>Share of extra costs</source>
        <translation>Anteil an Nebenkosten</translation>
    </message>
    <message>
        <source>Shipped</source>
        <translation>Versandt</translation>
    </message>
    <message>
        <source>Shipping</source>
        <translation>Versand</translation>
    </message>
    <message>
        <source>Size</source>
        <translation>Größe</translation>
    </message>
    <message>
        <source>Sold</source>
        <translation>Verkauft</translation>
    </message>
    <message>
        <source>Spent</source>
        <translation>Ausgegeben</translation>
    </message>
    <message>
        <source>State</source>
        <translation>Lagerstatus</translation>
    </message>
    <message>
        <source>Status</source>
        <translation>Status</translation>
    </message>
    <message>
        <source>Supplier</source>
        <translation>Lieferant</translation>
    </message>
    <message>
        <source>Supply within the EU</source>
        <translation>Innergemeinschaftliche Lieferung</translation>
    </message>
    <message>
        <source>Tags</source>
        <translation>Tags</translation>
    </message>
    <message>
        <source>Tax treatment</source>
        <translation>Besteuerung</translation>
    </message>
    <message>
        <source>Tax treatment unknown</source>
        <translation>Besteuerung unbekannt</translation>
    </message>
    <message>
        <source>The amount of the self-billing invoice counts, not the payout</source>
        <translation>Es zählt der Betrag der Gutschrift, nicht die Auszahlung</translation>
    </message>
    <message>
        <source>The file does not say</source>
        <translation>Die Datei nennt es nicht</translation>
    </message>
    <message>
        <source>The pair cost nothing</source>
        <translation>Das Paar hat nichts gekostet</translation>
    </message>
    <message>
        <source>The purchase price of the pair is not known</source>
        <translation>Der Kaufpreis des Paars ist nicht bekannt</translation>
    </message>
    <message>
        <source>The sale did not stand, so it holds no pair</source>
        <translation>Der Verkauf gilt nicht, also gehört kein Paar dazu</translation>
    </message>
    <message>
        <source>The sale did not stand, so it made none</source>
        <translation>Der Verkauf gilt nicht, also kein Gewinn</translation>
    </message>
    <message>
        <source>There is no rate of {currency} on or before {day}</source>
        <translation>Bis zum {day} gibt es keinen Kurs für {currency}</translation>
    </message>
    <message>
        <source>Today</source>
        <translation>Heute</translation>
    </message>
    <message>
        <source>Today {state}, {days} after it was bought</source>
        <translation>Heute: {state}, {days} nach dem Einkauf</translation>
    </message>
    <message>
        <source>Tracking</source>
        <translation>Sendung</translation>
    </message>
    <message>
        <source>Transfer</source>
        <translation>Überweisung</translation>
    </message>
    <message>
        <source>Typed by hand</source>
        <translation>Von Hand eingetragen</translation>
    </message>
    <message>
        <source>Undo</source>
        <translation>Rückgängig</translation>
    </message>
    <message>
        <source>Undo import of {rows}</source>
        <translation>Import rückgängig: {rows}</translation>
    </message>
    <message>
        <source>Undo in all of more than {n} rows</source>
        <translation>Rückgängig in allen über {n} Zeilen</translation>
    </message>
    <message>
        <source>Undo in all {n} rows</source>
        <translation>Rückgängig in allen {n} Zeilen</translation>
    </message>
    <message>
        <source>Undone: {what}</source>
        <translation>Rückgängig: {what}</translation>
    </message>
    <message>
        <source>Unknown, because the purchase price or the VAT rate is</source>
        <translation>Unbekannt, weil Kaufpreis oder USt-Satz fehlt</translation>
    </message>
    <message>
        <source>Unknown, because this is: {what}</source>
        <translation>Unbekannt, weil das fehlt: {what}</translation>
    </message>
    <message>
        <source>Used</source>
        <translation>Gebraucht</translation>
    </message>
    <message>
        <source>VAT</source>
        <translation>USt</translation>
    </message>
    <message>
        <source>VAT owed</source>
        <translation>Geschuldete USt</translation>
    </message>
    <message>
        <source>VAT rate</source>
        <translation>USt-Satz</translation>
    </message>
    <message>
        <source>VAT reclaimable</source>
        <translation>Vorsteuer abziehbar</translation>
    </message>
    <message>
        <source>VAT scheme</source>
        <translation>USt-Regelung</translation>
    </message>
    <message>
        <source>What the named fees do not explain of gross less payout</source>
        <translation>Was die genannten Gebühren zwischen Brutto und Auszahlung nicht erklären</translation>
    </message>
    <message>
        <source>Written off</source>
        <translation>Abgeschrieben</translation>
    </message>
    <message>
        <source>by an import</source>
        <translation>durch einen Import</translation>
    </message>
    <message>
        <source>costs {money}</source>
        <translation>Kosten {money}</translation>
    </message>
    <message>
        <source>day unknown</source>
        <translation>Tag unbekannt</translation>
    </message>
    <message>
        <source>expenses</source>
        <translation>Ausgaben</translation>
    </message>
    <message>
        <source>imported {when}</source>
        <translation>importiert {when}</translation>
    </message>
    <message>
        <source>in the window</source>
        <translation>im Fenster</translation>
    </message>
    <message>
        <source>landed cost</source>
        <translation>Einstandskosten</translation>
    </message>
    <message>
        <source>no</source>
        <translation>nein</translation>
    </message>
    <message>
        <source>no rate</source>
        <translation>kein Kurs</translation>
    </message>
    <message>
        <source>no. {n}</source>
        <translation>Nr. {n}</translation>
    </message>
    <message>
        <source>not yet known</source>
        <translation>offen</translation>
    </message>
    <message>
        <source>on the command line</source>
        <translation>auf der Befehlszeile</translation>
    </message>
    <message>
        <source>payout</source>
        <translation>Auszahlung</translation>
    </message>
    <message>
        <source>refund {money}</source>
        <translation>Erstattung {money}</translation>
    </message>
    <message>
        <source>same day</source>
        <translation>selber Tag</translation>
    </message>
    <message>
        <source>since {day}</source>
        <translation>seit {day}</translation>
    </message>
    <message>
        <source>the same day as “{step}”</source>
        <translation>am selben Tag wie „{step}“</translation>
    </message>
    <message>
        <source>this import was undone</source>
        <translation>dieser Import wurde rückgängig gemacht</translation>
    </message>
    <message>
        <source>through the interface for programs</source>
        <translation>über die Programmschnittstelle</translation>
    </message>
    <message>
        <source>undone since</source>
        <translation>seither rückgängig gemacht</translation>
    </message>
    <message>
        <source>yes</source>
        <translation>ja</translation>
    </message>
    <message>
        <source>{between} than “{step}”</source>
        <translation>{between} als „{step}“</translation>
    </message>
    <message>
        <source>{currency} for {day}</source>
        <translation>{currency} am {day}</translation>
    </message>
    <message>
        <source>{days} earlier</source>
        <translation>{days} früher</translation>
    </message>
    <message>
        <source>{days} later</source>
        <translation>{days} später</translation>
    </message>
    <message>
        <source>{days} so far</source>
        <translation>{days} bisher</translation>
    </message>
    <message>
        <source>{field}: {old} → {new}</source>
        <translation>{field}: {old} → {new}</translation>
    </message>
    <message>
        <source>{n} days</source>
        <translation>{n} Tage</translation>
    </message>
    <message>
        <source>{rate} of {day}</source>
        <translation>{rate} vom {day}</translation>
    </message>
    <message>
        <source>{what} added</source>
        <translation>{what} hinzugefügt</translation>
    </message>
    <message>
        <source>{what} removed</source>
        <translation>{what} entfernt</translation>
    </message>
</context>
<context>
    <name>DetailsController</name>
    <message>
        <source>Copied</source>
        <translation>Kopiert</translation>
    </message>
    <message>
        <source>Select a row to see its life, its money and where it came from.</source>
        <translation>Eine ausgewählte Zeile zeigt hier Lebenslauf, Geld und Herkunft.</translation>
    </message>
    <message>
        <source>This is the row from before: the selected one cannot be read at the moment.</source>
        <translation>Das ist die vorige Zeile: Die ausgewählte ist gerade nicht lesbar.</translation>
    </message>
    <message>
        <source>This may be out of date: the row cannot be read at the moment.</source>
        <translation>Vielleicht veraltet: Die Zeile ist gerade nicht lesbar.</translation>
    </message>
    <message>
        <source>This row is not there any more.</source>
        <translation>Diese Zeile gibt es nicht mehr.</translation>
    </message>
    <message>
        <source>{n} rows selected</source>
        <translation>{n} Zeilen ausgewählt</translation>
    </message>
</context>
<context>
    <name>DetailsPanel</name>
    <message>
        <source>Copy</source>
        <translation>Kopieren</translation>
    </message>
    <message>
        <source>Copy all details</source>
        <translation>Alle Details kopieren</translation>
    </message>
    <message>
        <source>Copy all details as text</source>
        <translation>Alle Details als Text kopieren</translation>
    </message>
    <message>
        <source>Details</source>
        <translation>Details</translation>
    </message>
    <message>
        <source>Details of the selected row</source>
        <translation>Details der ausgewählten Zeile</translation>
    </message>
    <message>
        <source>History</source>
        <translation>Verlauf</translation>
    </message>
    <message>
        <source>Life</source>
        <translation>Lebenslauf</translation>
    </message>
    <message>
        <source>Money</source>
        <translation>Geld</translation>
    </message>
    <message>
        <source>Notes</source>
        <translation>Notizen</translation>
    </message>
    <message>
        <source>Particulars</source>
        <translation>Angaben</translation>
    </message>
    <message>
        <source>Where this came from</source>
        <translation>Herkunft</translation>
    </message>
</context>
<context>
    <name>DropZone</name>
    <message>
        <source>Choose files to import</source>
        <translation>Dateien zum Importieren wählen</translation>
    </message>
    <message>
        <source>Choose files…</source>
        <translation>Dateien wählen&#xa0;…</translation>
    </message>
    <message>
        <source>Drop files here</source>
        <translation>Dateien hierher ziehen</translation>
    </message>
    <message>
        <source>Drop zone for files</source>
        <translation>Ablage für Dateien</translation>
    </message>
    <message>
        <source>Exports of platforms, or your own tables: CSV, Excel, OpenDocument, JSON, ZIP</source>
        <translation>Exporte von Plattformen oder eigene Tabellen: CSV, Excel, OpenDocument, JSON, ZIP</translation>
    </message>
</context>
<context>
    <name>EmptyState</name>
    <message>
        <source>Try with sample data</source>
        <translation>Mit Beispieldaten ausprobieren</translation>
    </message>
</context>
<context>
    <name>ErrorDialog</name>
    <message>
        <source>Close</source>
        <translation>Schließen</translation>
    </message>
    <message>
        <source>Copy report</source>
        <translation>Bericht kopieren</translation>
    </message>
    <message>
        <source>Report</source>
        <translation>Bericht</translation>
    </message>
    <message>
        <source>SoleFlip has run into a fault of its own</source>
        <translation>SoleFlip ist auf einen eigenen Fehler gestoßen</translation>
    </message>
    <message>
        <source>Something went wrong</source>
        <translation>Etwas ging schief</translation>
    </message>
    <message>
        <source>Your data is as it was before. You can go on working; what you just did was not finished. The report helps whoever corrects the fault. Look it through before you pass it on: it may quote values of your data.</source>
        <translation>Die Daten sind wie zuvor. Die Arbeit kann weitergehen; die letzte Aktion wurde nicht beendet. Der Bericht hilft, den Fehler zu beheben. Vor dem Weitergeben durchsehen: Er kann Werte aus den Daten enthalten.</translation>
    </message>
</context>
<context>
    <name>Expense</name>
    <message>
        <source>Accounting and advice</source>
        <translation>Buchhaltung und Beratung</translation>
    </message>
    <message>
        <source>Advertising</source>
        <translation>Werbung</translation>
    </message>
    <message>
        <source>Authentication</source>
        <translation>Echtheitsprüfung</translation>
    </message>
    <message>
        <source>Cleaning and repair</source>
        <translation>Reinigung und Reparatur</translation>
    </message>
    <message>
        <source>Customs</source>
        <translation>Zoll</translation>
    </message>
    <message>
        <source>Equipment</source>
        <translation>Ausstattung</translation>
    </message>
    <message>
        <source>Fees</source>
        <translation>Gebühren</translation>
    </message>
    <message>
        <source>Insurance</source>
        <translation>Versicherung</translation>
    </message>
    <message>
        <source>Office</source>
        <translation>Büro</translation>
    </message>
    <message>
        <source>Other</source>
        <translation>Sonstiges</translation>
    </message>
    <message>
        <source>Packaging</source>
        <translation>Verpackung</translation>
    </message>
    <message>
        <source>Shipping</source>
        <translation>Versand</translation>
    </message>
    <message>
        <source>Software</source>
        <translation>Software</translation>
    </message>
    <message>
        <source>Storage</source>
        <translation>Lager</translation>
    </message>
    <message>
        <source>Telephone and internet</source>
        <translation>Telefon und Internet</translation>
    </message>
    <message>
        <source>Travel</source>
        <translation>Reisen</translation>
    </message>
</context>
<context>
    <name>Field</name>
    <message>
        <source>Amount</source>
        <translation>Betrag</translation>
    </message>
    <message>
        <source>Asking price</source>
        <translation>Angebotspreis</translation>
    </message>
    <message>
        <source>Bought</source>
        <translation>Gekauft</translation>
    </message>
    <message>
        <source>Buyer city</source>
        <translation>Ort des Käufers</translation>
    </message>
    <message>
        <source>Buyer country</source>
        <translation>Land des Käufers</translation>
    </message>
    <message>
        <source>Currency</source>
        <translation>Währung</translation>
    </message>
    <message>
        <source>Day</source>
        <translation>Tag</translation>
    </message>
    <message>
        <source>Description</source>
        <translation>Beschreibung</translation>
    </message>
    <message>
        <source>Gross</source>
        <translation>Brutto</translation>
    </message>
    <message>
        <source>Invoice amount</source>
        <translation>Rechnungsbetrag</translation>
    </message>
    <message>
        <source>Invoice day</source>
        <translation>Rechnungstag</translation>
    </message>
    <message>
        <source>Invoice number</source>
        <translation>Rechnungsnummer</translation>
    </message>
    <message>
        <source>Kind</source>
        <translation>Art</translation>
    </message>
    <message>
        <source>Listed</source>
        <translation>Eingestellt</translation>
    </message>
    <message>
        <source>Listing</source>
        <translation>Listing</translation>
    </message>
    <message>
        <source>Listing ended</source>
        <translation>Listing beendet</translation>
    </message>
    <message>
        <source>Location</source>
        <translation>Lagerort</translation>
    </message>
    <message>
        <source>Notes</source>
        <translation>Notizen</translation>
    </message>
    <message>
        <source>Paid</source>
        <translation>Ausgezahlt</translation>
    </message>
    <message>
        <source>Payout</source>
        <translation>Auszahlung</translation>
    </message>
    <message>
        <source>Payout reference</source>
        <translation>Auszahlungsreferenz</translation>
    </message>
    <message>
        <source>Platform fee</source>
        <translation>Plattformgebühr</translation>
    </message>
    <message>
        <source>Price</source>
        <translation>Preis</translation>
    </message>
    <message>
        <source>Processing fee</source>
        <translation>Zahlungsgebühr</translation>
    </message>
    <message>
        <source>Product</source>
        <translation>Produkt</translation>
    </message>
    <message>
        <source>Receipt</source>
        <translation>Beleg</translation>
    </message>
    <message>
        <source>Sale</source>
        <translation>Verkauf</translation>
    </message>
    <message>
        <source>Shipping fee</source>
        <translation>Versandgebühr</translation>
    </message>
    <message>
        <source>Size</source>
        <translation>Größe</translation>
    </message>
    <message>
        <source>Sold</source>
        <translation>Verkauft</translation>
    </message>
    <message>
        <source>Status</source>
        <translation>Status</translation>
    </message>
    <message>
        <source>Supplier</source>
        <translation>Lieferant</translation>
    </message>
    <message>
        <source>Tax treatment</source>
        <translation>Besteuerung</translation>
    </message>
    <message>
        <source>Tracking number</source>
        <translation>Sendungsnummer</translation>
    </message>
    <message>
        <source>VAT</source>
        <translation>USt</translation>
    </message>
    <message>
        <source>VAT rate</source>
        <translation>USt-Satz</translation>
    </message>
    <message>
        <source>VAT reclaimable</source>
        <translation>Vorsteuer abziehbar</translation>
    </message>
</context>
<context>
    <name>Figures</name>
    <message>
        <source>Compared with {period}.</source>
        <translation>Verglichen mit {period}.</translation>
    </message>
    <message>
        <source>No known brand</source>
        <translation>Marke unbekannt</translation>
    </message>
    <message>
        <source>No profit is known yet: import what the pairs cost, or type it in Sales.</source>
        <translation>Noch ist kein Gewinn bekannt: Einkäufe importieren oder den Einstand bei den Verkäufen eintragen.</translation>
    </message>
    <message>
        <source>Profit rests on {known} of {all} sales.</source>
        <translation>Gewinn aus {known} von {all} Verkäufen.</translation>
    </message>
    <message>
        <source>cost known for {known} of {all}</source>
        <translation>Einstand bekannt für {known} von {all}</translation>
    </message>
    <message>
        <source>payout {money}</source>
        <translation>Auszahlung {money}</translation>
    </message>
    <message>
        <source>profit unknown ({known})</source>
        <translation>Gewinn unbekannt ({known})</translation>
    </message>
    <message>
        <source>profit {money} ({known})</source>
        <translation>Gewinn {money} ({known})</translation>
    </message>
    <message>
        <source>unchanged</source>
        <translation>unverändert</translation>
    </message>
    <message>
        <source>{arrow} {n} points</source>
        <translation>{arrow} {n} Punkte</translation>
    </message>
    <message>
        <source>{first} to {last}</source>
        <translation>{first} bis {last}</translation>
    </message>
    <message>
        <source>{n} other brands</source>
        <translation>{n} weitere Marken</translation>
    </message>
    <message>
        <source>{n} sales are left out: no exchange rate to {currency} is known for their day</source>
        <translation>{n} Verkäufe sind ausgelassen: Für ihren Tag ist kein Wechselkurs zu {currency} bekannt</translation>
    </message>
</context>
<context>
    <name>FileNotes</name>
    <message>
        <source>Compare…</source>
        <translation>Vergleichen&#xa0;…</translation>
    </message>
    <message>
        <source>Read in another way…</source>
        <translation>Anders lesen&#xa0;…</translation>
    </message>
</context>
<context>
    <name>FilterChips</name>
    <message>
        <source>Clear all</source>
        <translation>Alle entfernen</translation>
    </message>
</context>
<context>
    <name>Formats</name>
    <message>
        <source>Checking against what is there</source>
        <translation>Abgleich mit dem Bestand</translation>
    </message>
    <message>
        <source>Looking at the file</source>
        <translation>Datei wird erkannt</translation>
    </message>
    <message>
        <source>Starting</source>
        <translation>Startet</translation>
    </message>
    <message>
        <source>{done} of about {total} rows</source>
        <translation>{done} von etwa {total} Zeilen</translation>
    </message>
    <message>
        <source>{done} of {total} rows</source>
        <translation>{done} von {total} Zeilen</translation>
    </message>
    <message>
        <source>{done} rows</source>
        <translation>{done} Zeilen</translation>
    </message>
    <message>
        <source>{n} min</source>
        <translation>{n} min</translation>
    </message>
    <message>
        <source>{n} s</source>
        <translation>{n} s</translation>
    </message>
    <message>
        <source>{time} left</source>
        <translation>noch {time}</translation>
    </message>
</context>
<context>
    <name>GuideDialog</name>
    <message>
        <source>Back</source>
        <translation>Zurück</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>Schließen</translation>
    </message>
    <message>
        <source>Contents</source>
        <translation>Inhalt</translation>
    </message>
    <message>
        <source>Guide</source>
        <translation>Anleitung</translation>
    </message>
    <message>
        <source>Page of the guide</source>
        <translation>Seite der Anleitung</translation>
    </message>
</context>
<context>
    <name>HealthDialog</name>
    <message>
        <source>1 thing needs a look</source>
        <translation>1 Punkt braucht Aufmerksamkeit</translation>
    </message>
    <message>
        <source>Check again</source>
        <translation>Erneut prüfen</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>Schließen</translation>
    </message>
    <message>
        <source>Copy report</source>
        <translation>Bericht kopieren</translation>
    </message>
    <message>
        <source>Data folder</source>
        <translation>Datenordner</translation>
    </message>
    <message>
        <source>Everything is as it should be</source>
        <translation>Alles ist in Ordnung</translation>
    </message>
    <message>
        <source>Form of the data</source>
        <translation>Datenschema</translation>
    </message>
    <message>
        <source>Free disk</source>
        <translation>Freier Speicher</translation>
    </message>
    <message>
        <source>Health</source>
        <translation>Systemzustand</translation>
    </message>
    <message>
        <source>Imports</source>
        <translation>Importe</translation>
    </message>
    <message>
        <source>Look at this</source>
        <translation>Ansehen</translation>
    </message>
    <message>
        <source>Looking…</source>
        <translation>Wird geprüft&#xa0;…</translation>
    </message>
    <message>
        <source>OK</source>
        <translation>OK</translation>
    </message>
    <message>
        <source>Server</source>
        <translation>Server</translation>
    </message>
    <message>
        <source>Settings</source>
        <translation>Einstellungen</translation>
    </message>
    <message>
        <source>{n} things need a look</source>
        <translation>{n} Punkte brauchen Aufmerksamkeit</translation>
    </message>
</context>
<context>
    <name>HistoryList</name>
    <message>
        <source>Nothing was changed since the history began.</source>
        <translation>Seit Beginn des Verlaufs wurde nichts geändert.</translation>
    </message>
</context>
<context>
    <name>ImportController</name>
    <message>
        <source>A fault of SoleFlip stopped it. Nothing of the file was imported</source>
        <translation>Ein Fehler von SoleFlip brach ab. Aus der Datei wurde nichts importiert</translation>
    </message>
    <message>
        <source>Cancelled. Nothing of {file} was imported</source>
        <translation>Abgebrochen. Aus {file} wurde nichts importiert</translation>
    </message>
    <message>
        <source>Discarded. Nothing of {file} was imported</source>
        <translation>Verworfen. Aus {file} wurde nichts importiert</translation>
    </message>
    <message>
        <source>It was not said how the file is read. Nothing of it was imported</source>
        <translation>Die Leseweise der Datei blieb offen. Aus ihr wurde nichts importiert</translation>
    </message>
    <message>
        <source>Show sales</source>
        <translation>Verkäufe zeigen</translation>
    </message>
    <message>
        <source>{table} was not imported: it is of a kind that is not known</source>
        <translation>{table} wurde nicht importiert: unbekannte Art</translation>
    </message>
</context>
<context>
    <name>ImportHistoryController</name>
    <message>
        <source>The folder {folder} cannot be opened. It may have been moved</source>
        <translation>Der Ordner {folder} lässt sich nicht öffnen. Vielleicht wurde er verschoben</translation>
    </message>
    <message>
        <source>Undo import</source>
        <translation>Import rückgängig machen</translation>
    </message>
    <message>
        <source>Undo import of {rows}</source>
        <translation>Import rückgängig: {rows}</translation>
    </message>
</context>
<context>
    <name>ImportTab</name>
    <message>
        <source>Continue</source>
        <translation>Fortsetzen</translation>
    </message>
    <message>
        <source>Discard</source>
        <translation>Verwerfen</translation>
    </message>
    <message>
        <source>Every file you import is listed here and can be undone.</source>
        <translation>Jeder Import steht hier und lässt sich rückgängig machen.</translation>
    </message>
    <message>
        <source>Import history</source>
        <translation>Importverlauf</translation>
    </message>
    <message>
        <source>Imports</source>
        <translation>Importe</translation>
    </message>
    <message>
        <source>Select an import that took something into the books</source>
        <translation>Einen Import auswählen, der etwas in die Bücher übernommen hat</translation>
    </message>
    <message>
        <source>Undo import</source>
        <translation>Import rückgängig machen</translation>
    </message>
</context>
<context>
    <name>Imports</name>
    <message>
        <source>, payout {money}</source>
        <translation>, Auszahlung {money}</translation>
    </message>
    <message>
        <source>1 row is left out</source>
        <translation>1 Zeile bleibt aus</translation>
    </message>
    <message>
        <source>1 warning</source>
        <translation>1 Warnung</translation>
    </message>
    <message>
        <source>Can be read in several ways: {columns}</source>
        <translation>Mehrdeutig: {columns}</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>Abbrechen</translation>
    </message>
    <message>
        <source>Cancelled</source>
        <translation>Abgebrochen</translation>
    </message>
    <message>
        <source>Change {rows}</source>
        <translation>{rows} ändern</translation>
    </message>
    <message>
        <source>Changed</source>
        <translation>Geändert</translation>
    </message>
    <message>
        <source>Check again</source>
        <translation>Erneut prüfen</translation>
    </message>
    <message>
        <source>Checking</source>
        <translation>Prüfen</translation>
    </message>
    <message>
        <source>Close, nothing to import</source>
        <translation>Schließen, nichts zu importieren</translation>
    </message>
    <message>
        <source>Continue</source>
        <translation>Fortsetzen</translation>
    </message>
    <message>
        <source>Correct the problems, or leave those rows out</source>
        <translation>Probleme beheben oder diese Zeilen auslassen</translation>
    </message>
    <message>
        <source>Discard</source>
        <translation>Verwerfen</translation>
    </message>
    <message>
        <source>Discarded</source>
        <translation>Verworfen</translation>
    </message>
    <message>
        <source>Dismiss</source>
        <translation>Ausblenden</translation>
    </message>
    <message>
        <source>Duration</source>
        <translation>Dauer</translation>
    </message>
    <message>
        <source>Failed</source>
        <translation>Fehlgeschlagen</translation>
    </message>
    <message>
        <source>File</source>
        <translation>Datei</translation>
    </message>
    <message>
        <source>Import {new}, change {changed}</source>
        <translation>{new} importieren, {changed} ändern</translation>
    </message>
    <message>
        <source>Import {rows}</source>
        <translation>{rows} importieren</translation>
    </message>
    <message>
        <source>Imported</source>
        <translation>Importiert</translation>
    </message>
    <message>
        <source>Imported {rows} from {file}</source>
        <translation>{rows} aus {file} importiert</translation>
    </message>
    <message>
        <source>Importing</source>
        <translation>Importieren</translation>
    </message>
    <message>
        <source>In all</source>
        <translation>Insgesamt</translation>
    </message>
    <message>
        <source>In the file</source>
        <translation>In der Datei</translation>
    </message>
    <message>
        <source>It never finished</source>
        <translation>Wurde nie fertig</translation>
    </message>
    <message>
        <source>Known already</source>
        <translation>Schon bekannt</translation>
    </message>
    <message>
        <source>Leave the problem row out</source>
        <translation>Problemzeile auslassen</translation>
    </message>
    <message>
        <source>Leave the {n} problem rows out</source>
        <translation>{n} Problemzeilen auslassen</translation>
    </message>
    <message>
        <source>Left out</source>
        <translation>Ausgelassen</translation>
    </message>
    <message>
        <source>Looking at the file</source>
        <translation>Datei erkennen</translation>
    </message>
    <message>
        <source>New</source>
        <translation>Neu</translation>
    </message>
    <message>
        <source>No row changes what is there already.</source>
        <translation>Keine Zeile ändert Vorhandenes.</translation>
    </message>
    <message>
        <source>No row has a problem.</source>
        <translation>Keine Zeile hat ein Problem.</translation>
    </message>
    <message>
        <source>No row is known already.</source>
        <translation>Keine Zeile ist schon bekannt.</translation>
    </message>
    <message>
        <source>No row is new: what the file holds is there already.</source>
        <translation>Keine Zeile ist neu: Der Inhalt der Datei ist schon da.</translation>
    </message>
    <message>
        <source>No row stands twice in the file.</source>
        <translation>Keine Zeile steht doppelt in der Datei.</translation>
    </message>
    <message>
        <source>No source knew the file</source>
        <translation>Keine Quelle kannte die Datei</translation>
    </message>
    <message>
        <source>No source knows it. Say what its columns are, and it can be imported</source>
        <translation>Keine Quelle kennt sie. Sind die Spalten zugeordnet, lässt sie sich importieren</translation>
    </message>
    <message>
        <source>Nothing new</source>
        <translation>Nichts Neues</translation>
    </message>
    <message>
        <source>Nothing new in {file}</source>
        <translation>Nichts Neues in {file}</translation>
    </message>
    <message>
        <source>Nothing to import</source>
        <translation>Nichts zu importieren</translation>
    </message>
    <message>
        <source>Nothing was kept of it</source>
        <translation>Davon wurde nichts aufbewahrt</translation>
    </message>
    <message>
        <source>Payout</source>
        <translation>Auszahlung</translation>
    </message>
    <message>
        <source>Period</source>
        <translation>Zeitraum</translation>
    </message>
    <message>
        <source>Read and checked, not imported yet: {counts}</source>
        <translation>Gelesen und geprüft, noch nicht importiert: {counts}</translation>
    </message>
    <message>
        <source>Read on {when} and not imported: SoleFlip was closed or stopped</source>
        <translation>Gelesen {when} und nicht importiert: SoleFlip wurde vorher beendet</translation>
    </message>
    <message>
        <source>Read with {readings}</source>
        <translation>Gelesen als: {readings}</translation>
    </message>
    <message>
        <source>Reading</source>
        <translation>Lesen</translation>
    </message>
    <message>
        <source>Remark</source>
        <translation>Bemerkung</translation>
    </message>
    <message>
        <source>Review</source>
        <translation>Durchsehen</translation>
    </message>
    <message>
        <source>Rows</source>
        <translation>Zeilen</translation>
    </message>
    <message>
        <source>Say how it is read…</source>
        <translation>Leseweise angeben&#xa0;…</translation>
    </message>
    <message>
        <source>Say what its columns are…</source>
        <translation>Spalten zuordnen&#xa0;…</translation>
    </message>
    <message>
        <source>Source</source>
        <translation>Quelle</translation>
    </message>
    <message>
        <source>State</source>
        <translation>Status</translation>
    </message>
    <message>
        <source>The file has no rows.</source>
        <translation>Die Datei hat keine Zeilen.</translation>
    </message>
    <message>
        <source>The very same file was imported on {when}; nothing was read again</source>
        <translation>Genau diese Datei wurde {when} importiert; sie wurde nicht erneut gelesen</translation>
    </message>
    <message>
        <source>There is no warning.</source>
        <translation>Es gibt keine Warnung.</translation>
    </message>
    <message>
        <source>Twice in the file</source>
        <translation>Doppelt in der Datei</translation>
    </message>
    <message>
        <source>Undone</source>
        <translation>Rückgängig</translation>
    </message>
    <message>
        <source>Waiting</source>
        <translation>Wartet</translation>
    </message>
    <message>
        <source>Waiting its turn</source>
        <translation>Wartet in der Reihe</translation>
    </message>
    <message>
        <source>Warnings</source>
        <translation>Warnungen</translation>
    </message>
    <message>
        <source>When</source>
        <translation>Wann</translation>
    </message>
    <message>
        <source>With problems</source>
        <translation>Mit Problemen</translation>
    </message>
    <message>
        <source>payout {money}</source>
        <translation>Auszahlung {money}</translation>
    </message>
    <message>
        <source>{n} changed</source>
        <translation>{n} geändert</translation>
    </message>
    <message>
        <source>{n} currencies</source>
        <translation>{n} Währungen</translation>
    </message>
    <message>
        <source>{n} currency</source>
        <translation>{n} Währung</translation>
    </message>
    <message>
        <source>{n} day</source>
        <translation>{n} Tag</translation>
    </message>
    <message>
        <source>{n} days</source>
        <translation>{n} Tage</translation>
    </message>
    <message>
        <source>{n} expense</source>
        <translation>{n} Ausgabe</translation>
    </message>
    <message>
        <source>{n} expenses</source>
        <translation>{n} Ausgaben</translation>
    </message>
    <message>
        <source>{n} known</source>
        <translation>{n} bekannt</translation>
    </message>
    <message>
        <source>{n} left out</source>
        <translation>{n} ausgelassen</translation>
    </message>
    <message>
        <source>{n} listing</source>
        <translation>{n} Listing</translation>
    </message>
    <message>
        <source>{n} listings</source>
        <translation>{n} Listings</translation>
    </message>
    <message>
        <source>{n} new</source>
        <translation>{n} neu</translation>
    </message>
    <message>
        <source>{n} payout</source>
        <translation>{n} Auszahlung</translation>
    </message>
    <message>
        <source>{n} payouts</source>
        <translation>{n} Auszahlungen</translation>
    </message>
    <message>
        <source>{n} purchase</source>
        <translation>{n} Einkauf</translation>
    </message>
    <message>
        <source>{n} purchases</source>
        <translation>{n} Einkäufe</translation>
    </message>
    <message>
        <source>{n} row</source>
        <translation>{n} Zeile</translation>
    </message>
    <message>
        <source>{n} rows</source>
        <translation>{n} Zeilen</translation>
    </message>
    <message>
        <source>{n} rows a second</source>
        <translation>{n} Zeilen je Sekunde</translation>
    </message>
    <message>
        <source>{n} rows are left out</source>
        <translation>{n} Zeilen bleiben aus</translation>
    </message>
    <message>
        <source>{n} sale</source>
        <translation>{n} Verkauf</translation>
    </message>
    <message>
        <source>{n} sales</source>
        <translation>{n} Verkäufe</translation>
    </message>
    <message>
        <source>{n} twice in the file</source>
        <translation>{n} doppelt in der Datei</translation>
    </message>
    <message>
        <source>{n} warnings</source>
        <translation>{n} Warnungen</translation>
    </message>
    <message>
        <source>{n} with problems</source>
        <translation>{n} mit Problemen</translation>
    </message>
    <message>
        <source>{source} is read by its description, not by a real file: please check a few rows.</source>
        <translation>{source}: nach der Beschreibung gelesen, nicht nach einer echten Datei. Bitte einige Zeilen prüfen.</translation>
    </message>
</context>
<context>
    <name>Inventory</name>
    <message>
        <source>181 to 365 days</source>
        <translation>181 bis 365 Tage</translation>
    </message>
    <message>
        <source>31 to 60 days</source>
        <translation>31 bis 60 Tage</translation>
    </message>
    <message>
        <source>61 to 90 days</source>
        <translation>61 bis 90 Tage</translation>
    </message>
    <message>
        <source>91 to 180 days</source>
        <translation>91 bis 180 Tage</translation>
    </message>
    <message>
        <source>Age</source>
        <translation>Alter</translation>
    </message>
    <message>
        <source>Bought</source>
        <translation>Gekauft</translation>
    </message>
    <message>
        <source>Brand</source>
        <translation>Marke</translation>
    </message>
    <message>
        <source>Condition</source>
        <translation>Zustand</translation>
    </message>
    <message>
        <source>Consigned</source>
        <translation>In Kommission</translation>
    </message>
    <message>
        <source>Cost missing</source>
        <translation>Einstand fehlt</translation>
    </message>
    <message>
        <source>Days in stock</source>
        <translation>Lagertage</translation>
    </message>
    <message>
        <source>Delivered</source>
        <translation>Zugestellt</translation>
    </message>
    <message>
        <source>Extra costs</source>
        <translation>Nebenkosten</translation>
    </message>
    <message>
        <source>Has no size</source>
        <translation>Ohne Größe</translation>
    </message>
    <message>
        <source>In stock</source>
        <translation>Auf Lager</translation>
    </message>
    <message>
        <source>Incoming</source>
        <translation>Unterwegs</translation>
    </message>
    <message>
        <source>Landed cost</source>
        <translation>Einstand</translation>
    </message>
    <message>
        <source>Listed</source>
        <translation>Gelistet</translation>
    </message>
    <message>
        <source>Location</source>
        <translation>Lagerort</translation>
    </message>
    <message>
        <source>More than a year</source>
        <translation>Über ein Jahr</translation>
    </message>
    <message>
        <source>New</source>
        <translation>Neu</translation>
    </message>
    <message>
        <source>New with defects</source>
        <translation>Neu mit Mängeln</translation>
    </message>
    <message>
        <source>No</source>
        <translation>Nein</translation>
    </message>
    <message>
        <source>No VAT rate was given</source>
        <translation>Kein USt-Satz angegeben</translation>
    </message>
    <message>
        <source>No day of purchase was given</source>
        <translation>Kein Kauftag angegeben</translation>
    </message>
    <message>
        <source>No extra costs were given</source>
        <translation>Keine Nebenkosten angegeben</translation>
    </message>
    <message>
        <source>No known brand</source>
        <translation>Marke unbekannt</translation>
    </message>
    <message>
        <source>No location</source>
        <translation>Ohne Lagerort</translation>
    </message>
    <message>
        <source>No location was given</source>
        <translation>Kein Lagerort angegeben</translation>
    </message>
    <message>
        <source>No notes</source>
        <translation>Keine Notizen</translation>
    </message>
    <message>
        <source>No order number was given</source>
        <translation>Keine Bestellnummer angegeben</translation>
    </message>
    <message>
        <source>No purchase price was given</source>
        <translation>Kein Kaufpreis angegeben</translation>
    </message>
    <message>
        <source>No style code was given</source>
        <translation>Kein Style-Code angegeben</translation>
    </message>
    <message>
        <source>No supplier</source>
        <translation>Ohne Lieferant</translation>
    </message>
    <message>
        <source>No supplier was given</source>
        <translation>Kein Lieferant angegeben</translation>
    </message>
    <message>
        <source>No tags</source>
        <translation>Keine Tags</translation>
    </message>
    <message>
        <source>None</source>
        <translation>Ohne</translation>
    </message>
    <message>
        <source>Notes</source>
        <translation>Notizen</translation>
    </message>
    <message>
        <source>On hand</source>
        <translation>Im Bestand</translation>
    </message>
    <message>
        <source>Order number</source>
        <translation>Bestellnummer</translation>
    </message>
    <message>
        <source>Price</source>
        <translation>Kaufpreis</translation>
    </message>
    <message>
        <source>Product</source>
        <translation>Produkt</translation>
    </message>
    <message>
        <source>Returned to supplier</source>
        <translation>Zurückgegeben</translation>
    </message>
    <message>
        <source>Shipped</source>
        <translation>Versandt</translation>
    </message>
    <message>
        <source>Size</source>
        <translation>Größe</translation>
    </message>
    <message>
        <source>Sold</source>
        <translation>Verkauft</translation>
    </message>
    <message>
        <source>Sold, unpaid</source>
        <translation>Unbezahlt</translation>
    </message>
    <message>
        <source>State</source>
        <translation>Status</translation>
    </message>
    <message>
        <source>Style code</source>
        <translation>Style-Code</translation>
    </message>
    <message>
        <source>Supplier</source>
        <translation>Lieferant</translation>
    </message>
    <message>
        <source>Tags</source>
        <translation>Tags</translation>
    </message>
    <message>
        <source>The name does not begin with a known brand</source>
        <translation>Der Name beginnt nicht mit einer bekannten Marke</translation>
    </message>
    <message>
        <source>To ship</source>
        <translation>Zu versenden</translation>
    </message>
    <message>
        <source>Unknown, because the purchase price is</source>
        <translation>Unbekannt, weil der Kaufpreis fehlt</translation>
    </message>
    <message>
        <source>Up to 30 days</source>
        <translation>Bis 30 Tage</translation>
    </message>
    <message>
        <source>Used</source>
        <translation>Gebraucht</translation>
    </message>
    <message>
        <source>VAT rate</source>
        <translation>USt-Satz</translation>
    </message>
    <message>
        <source>VAT reclaimed</source>
        <translation>Vorsteuer</translation>
    </message>
    <message>
        <source>Written off</source>
        <translation>Abgeschrieben</translation>
    </message>
    <message>
        <source>Yes</source>
        <translation>Ja</translation>
    </message>
    <message>
        <source>{n} days</source>
        <translation>{n} Tage</translation>
    </message>
</context>
<context>
    <name>InventoryController</name>
    <message>
        <source>1 pair</source>
        <translation>1 Paar</translation>
    </message>
    <message>
        <source>1 sale</source>
        <translation>1 Verkauf</translation>
    </message>
    <message>
        <source>A sale holds 1 of the {all} pairs; its cost and profit would be unknown.</source>
        <translation>1 der {all} Paare gehört zu einem Verkauf. Ohne das Paar sind dessen Einstand und Gewinn unbekannt.</translation>
    </message>
    <message>
        <source>A sale holds this pair. Without the pair its cost and profit are unknown.</source>
        <translation>Dieses Paar gehört zu einem Verkauf. Ohne das Paar sind dessen Einstand und Gewinn unbekannt.</translation>
    </message>
    <message>
        <source>Changed meanwhile: “{label}” ({when}). {field} is now {now}, {typed} was not written.</source>
        <translation>Inzwischen geändert: „{label}“ ({when}). {field} ist jetzt {now}, {typed} wurde nicht geschrieben.</translation>
    </message>
    <message>
        <source>Delete only the other pair</source>
        <translation>Nur das andere Paar löschen</translation>
    </message>
    <message>
        <source>Delete only the other {n}</source>
        <translation>Nur die übrigen löschen ({n})</translation>
    </message>
    <message>
        <source>Delete pairs</source>
        <translation>Paare löschen</translation>
    </message>
    <message>
        <source>Deleted 1 pair</source>
        <translation>1 Paar gelöscht</translation>
    </message>
    <message>
        <source>Deleted {n} pairs</source>
        <translation>{n} Paare gelöscht</translation>
    </message>
    <message>
        <source>Free the sale and delete</source>
        <translation>Vom Verkauf lösen und löschen</translation>
    </message>
    <message>
        <source>Free the sales and delete</source>
        <translation>Von Verkäufen lösen und löschen</translation>
    </message>
    <message>
        <source>Held by sales</source>
        <translation>Paare gehören zu Verkäufen</translation>
    </message>
    <message>
        <source>Import files…</source>
        <translation>Dateien importieren&#xa0;…</translation>
    </message>
    <message>
        <source>Keep the pair</source>
        <translation>Paar behalten</translation>
    </message>
    <message>
        <source>Keep the pairs</source>
        <translation>Paare behalten</translation>
    </message>
    <message>
        <source>No pairs yet. Import your purchases, or add a pair with Ctrl+N.</source>
        <translation>Noch keine Paare. Einkäufe importieren oder ein Paar mit Strg+N anlegen.</translation>
    </message>
    <message>
        <source>Sale {order}</source>
        <translation>Verkauf {order}</translation>
    </message>
    <message>
        <source>Sales hold {n} of the {all} pairs. Without them their cost and profit are unknown.</source>
        <translation>{n} der {all} Paare gehören zu Verkäufen. Ohne sie sind deren Einstand und Gewinn unbekannt.</translation>
    </message>
    <message>
        <source>Show what it is now</source>
        <translation>Jetzigen Stand zeigen</translation>
    </message>
    <message>
        <source>There was nothing left to delete</source>
        <translation>Es gab nichts mehr zu löschen</translation>
    </message>
    <message>
        <source>Undo</source>
        <translation>Rückgängig</translation>
    </message>
    <message>
        <source>empty</source>
        <translation>leer</translation>
    </message>
    <message>
        <source>landed cost {money}</source>
        <translation>Einstandskosten {money}</translation>
    </message>
    <message>
        <source>no</source>
        <translation>nein</translation>
    </message>
    <message>
        <source>yes</source>
        <translation>ja</translation>
    </message>
    <message>
        <source>{field} of {product} changed</source>
        <translation>{field} von {product} geändert</translation>
    </message>
    <message>
        <source>{field} of {product} changed, for {rows}</source>
        <translation>{field} von {product} geändert, für {rows}</translation>
    </message>
    <message>
        <source>{field} of {product}: {value}</source>
        <translation>{field} von {product}: {value}</translation>
    </message>
    <message>
        <source>{field} was changed meanwhile and is now {now}. {typed} was not written.</source>
        <translation>{field} wurde inzwischen geändert und ist jetzt {now}. {typed} wurde nicht geschrieben.</translation>
    </message>
    <message>
        <source>{n} pairs</source>
        <translation>{n} Paare</translation>
    </message>
    <message>
        <source>{n} pairs selected</source>
        <translation>{n} Paare ausgewählt</translation>
    </message>
    <message>
        <source>{n} sales</source>
        <translation>{n} Verkäufe</translation>
    </message>
    <message>
        <source>{pairs} and {sales}</source>
        <translation>{pairs} und {sales}</translation>
    </message>
    <message>
        <source>“{text}”</source>
        <translation>„{text}“</translation>
    </message>
</context>
<context>
    <name>Label</name>
    <message>
        <source>Add {count} pairs of {product}</source>
        <translation>{count} Paare von {product} anlegen</translation>
    </message>
    <message>
        <source>Add {product}</source>
        <translation>{product} anlegen</translation>
    </message>
    <message>
        <source>Change reporting currency to {currency}</source>
        <translation>Berichtswährung auf {currency} ändern</translation>
    </message>
    <message>
        <source>Change reporting currency to {currency} and time zone to {zone}</source>
        <translation>Berichtswährung auf {currency} und Zeitzone auf {zone} ändern</translation>
    </message>
    <message>
        <source>Change time zone to {zone}</source>
        <translation>Zeitzone auf {zone} ändern</translation>
    </message>
    <message>
        <source>Cost of {order}</source>
        <translation>Einstand von {order}</translation>
    </message>
    <message>
        <source>Cost of {order} to {cost}</source>
        <translation>Einstand von {order}: {cost}</translation>
    </message>
    <message>
        <source>Delete column profile {name}</source>
        <translation>Spaltenprofil {name} löschen</translation>
    </message>
    <message>
        <source>Delete view {name}</source>
        <translation>Ansicht {name} löschen</translation>
    </message>
    <message>
        <source>Delete {count} pairs</source>
        <translation>{count} Paare löschen</translation>
    </message>
    <message>
        <source>Delete {product}</source>
        <translation>{product} löschen</translation>
    </message>
    <message>
        <source>Import {file}</source>
        <translation>Import {file}</translation>
    </message>
    <message>
        <source>Pair of {order}: {product}</source>
        <translation>Paar von {order}: {product}</translation>
    </message>
    <message>
        <source>Release the pair of {order}</source>
        <translation>Paar von {order} lösen</translation>
    </message>
    <message>
        <source>Remove sample data</source>
        <translation>Beispieldaten entfernen</translation>
    </message>
    <message>
        <source>Rename column profile {name}</source>
        <translation>Spaltenprofil {name} umbenennen</translation>
    </message>
    <message>
        <source>Rename view {name}</source>
        <translation>Ansicht {name} umbenennen</translation>
    </message>
    <message>
        <source>Sample data: returns and listings</source>
        <translation>Beispieldaten: Retouren und Listings</translation>
    </message>
    <message>
        <source>Save column profile {name}</source>
        <translation>Spaltenprofil {name} speichern</translation>
    </message>
    <message>
        <source>Save view {name}</source>
        <translation>Ansicht {name} speichern</translation>
    </message>
    <message>
        <source>{field} of {product}</source>
        <translation>{field} von {product}</translation>
    </message>
    <message>
        <source>{field} of {product} (pairs: {pairs}, sales: {sales}) to {value}</source>
        <translation>{field} von {product} (Paare: {pairs}, Verkäufe: {sales}): {value}</translation>
    </message>
    <message>
        <source>{field} of {product} to {value}</source>
        <translation>{field} von {product}: {value}</translation>
    </message>
</context>
<context>
    <name>LaterChanges</name>
    <message>
        <source>1 row of “{what}” was changed or used later.</source>
        <translation>1 Zeile aus „{what}“ wurde später geändert oder verwendet.</translation>
    </message>
    <message>
        <source>An older change</source>
        <translation>Eine ältere Änderung</translation>
    </message>
    <message>
        <source>Changed since</source>
        <translation>Seither geändert</translation>
    </message>
    <message>
        <source>Leave it as it is</source>
        <translation>So lassen</translation>
    </message>
    <message>
        <source>The rest can be undone without it, or the later changes are undone as well.</source>
        <translation>Der Rest lässt sich ohne das rückgängig machen, oder die späteren Änderungen ebenfalls.</translation>
    </message>
    <message>
        <source>Undo the rest</source>
        <translation>Rest rückgängig machen</translation>
    </message>
    <message>
        <source>Undo those too</source>
        <translation>Auch spätere rückgängig</translation>
    </message>
    <message>
        <source>{n} rows of “{what}” were changed or used later.</source>
        <translation>{n} Zeilen aus „{what}“ wurden später geändert oder verwendet.</translation>
    </message>
    <message>
        <source>{when}: {label} ({n})</source>
        <translation>{when}: {label} ({n})</translation>
    </message>
</context>
<context>
    <name>LeftFiles</name>
    <message>
        <source>A file was read but not imported when SoleFlip last ran</source>
        <translation>Beim letzten Mal wurde eine Datei gelesen, aber nicht importiert</translation>
    </message>
    <message>
        <source>Show</source>
        <translation>Zeigen</translation>
    </message>
    <message>
        <source>{n} files were read but not imported when SoleFlip last ran</source>
        <translation>Beim letzten Mal wurden {n} Dateien gelesen, aber nicht importiert</translation>
    </message>
</context>
<context>
    <name>LinesEditor</name>
    <message>
        <source>Shift+Enter begins a new line</source>
        <translation>Umschalt+Enter beginnt eine neue Zeile</translation>
    </message>
</context>
<context>
    <name>Log</name>
    <message>
        <source>Detail</source>
        <translation>Detail</translation>
    </message>
    <message>
        <source>Error</source>
        <translation>Fehler</translation>
    </message>
    <message>
        <source>Fault</source>
        <translation>Defekt</translation>
    </message>
    <message>
        <source>Level</source>
        <translation>Stufe</translation>
    </message>
    <message>
        <source>Message</source>
        <translation>Meldung</translation>
    </message>
    <message>
        <source>News</source>
        <translation>Info</translation>
    </message>
    <message>
        <source>Time</source>
        <translation>Zeit</translation>
    </message>
    <message>
        <source>Warning</source>
        <translation>Warnung</translation>
    </message>
    <message>
        <source>Where</source>
        <translation>Wo</translation>
    </message>
</context>
<context>
    <name>LogController</name>
    <message>
        <source>1 record</source>
        <translation>1 Eintrag</translation>
    </message>
    <message>
        <source>No records</source>
        <translation>Keine Einträge</translation>
    </message>
    <message>
        <source>None among the newest records</source>
        <translation>Keiner unter den neuesten Einträgen</translation>
    </message>
    <message>
        <source>The newest record</source>
        <translation>Der neueste Eintrag</translation>
    </message>
    <message>
        <source>The newest {n} records</source>
        <translation>Die neuesten {n} Einträge</translation>
    </message>
    <message>
        <source>{n} records</source>
        <translation>{n} Einträge</translation>
    </message>
</context>
<context>
    <name>LogDialog</name>
    <message>
        <source>Close</source>
        <translation>Schließen</translation>
    </message>
    <message>
        <source>Copies the selected records, or all of them if none is selected</source>
        <translation>Kopiert die ausgewählten Einträge, ohne Auswahl alle</translation>
    </message>
    <message>
        <source>Copy</source>
        <translation>Kopieren</translation>
    </message>
    <message>
        <source>Errors and faults</source>
        <translation>Fehler und Defekte</translation>
    </message>
    <message>
        <source>Everything</source>
        <translation>Alles</translation>
    </message>
    <message>
        <source>Follow</source>
        <translation>Mitlaufen</translation>
    </message>
    <message>
        <source>Keeps the newest record in sight</source>
        <translation>Hält den neuesten Eintrag im Blick</translation>
    </message>
    <message>
        <source>Level</source>
        <translation>Stufe</translation>
    </message>
    <message>
        <source>Logs</source>
        <translation>Protokoll</translation>
    </message>
    <message>
        <source>News and worse</source>
        <translation>Ab Info</translation>
    </message>
    <message>
        <source>Older records</source>
        <translation>Ältere Einträge</translation>
    </message>
    <message>
        <source>Open folder</source>
        <translation>Ordner öffnen</translation>
    </message>
    <message>
        <source>Records</source>
        <translation>Einträge</translation>
    </message>
    <message>
        <source>Search the log</source>
        <translation>Protokoll durchsuchen</translation>
    </message>
    <message>
        <source>The whole record</source>
        <translation>Ganzer Eintrag</translation>
    </message>
    <message>
        <source>Warnings and worse</source>
        <translation>Ab Warnung</translation>
    </message>
</context>
<context>
    <name>MainWindow</name>
    <message>
        <source>All files (*)</source>
        <translation>Alle Dateien (*)</translation>
    </message>
    <message>
        <source>Analytics</source>
        <translation>Auswertung</translation>
    </message>
    <message>
        <source>Drop to import</source>
        <translation>Zum Importieren ablegen</translation>
    </message>
    <message>
        <source>Import</source>
        <translation>Import</translation>
    </message>
    <message>
        <source>Import files</source>
        <translation>Dateien importieren</translation>
    </message>
    <message>
        <source>Inventory</source>
        <translation>Bestand</translation>
    </message>
    <message>
        <source>Reports (*.csv *.txt *.tsv)</source>
        <translation>Berichte (*.csv *.txt *.tsv)</translation>
    </message>
    <message>
        <source>Sales</source>
        <translation>Verkäufe</translation>
    </message>
    <message>
        <source>Search  {keys}</source>
        <translation>Suchen  {keys}</translation>
    </message>
    <message>
        <source>Search everything</source>
        <translation>Alles durchsuchen</translation>
    </message>
    <message>
        <source>Search product, style code, order, tracking</source>
        <translation>Produkt, Style-Code, Bestellung, Sendung</translation>
    </message>
    <message>
        <source>Search product, style code, supplier</source>
        <translation>Produkt, Style-Code, Lieferant</translation>
    </message>
    <message>
        <source>Tabs</source>
        <translation>Reiter</translation>
    </message>
</context>
<context>
    <name>Mapping</name>
    <message>
        <source>Currency</source>
        <translation>Währung</translation>
    </message>
    <message>
        <source>Expenses</source>
        <translation>Ausgaben</translation>
    </message>
    <message>
        <source>Is read</source>
        <translation>Wird gelesen</translation>
    </message>
    <message>
        <source>Kind of expense</source>
        <translation>Art der Ausgabe</translation>
    </message>
    <message>
        <source>Listings</source>
        <translation>Listings</translation>
    </message>
    <message>
        <source>Not imported: the row {reason}</source>
        <translation>Nicht importiert: Die Zeile {reason}</translation>
    </message>
    <message>
        <source>Not read</source>
        <translation>Nicht lesen</translation>
    </message>
    <message>
        <source>Platform</source>
        <translation>Plattform</translation>
    </message>
    <message>
        <source>Purchases</source>
        <translation>Einkäufe</translation>
    </message>
    <message>
        <source>Purchases and their sales</source>
        <translation>Einkäufe und ihre Verkäufe</translation>
    </message>
    <message>
        <source>Row</source>
        <translation>Nr.</translation>
    </message>
    <message>
        <source>Sales</source>
        <translation>Verkäufe</translation>
    </message>
    <message>
        <source>Sizes are</source>
        <translation>Größen in</translation>
    </message>
    <message>
        <source>Status</source>
        <translation>Status</translation>
    </message>
    <message>
        <source>Supplier</source>
        <translation>Lieferant</translation>
    </message>
    <message>
        <source>What</source>
        <translation>Befund</translation>
    </message>
    <message>
        <source>no</source>
        <translation>nein</translation>
    </message>
    <message>
        <source>yes</source>
        <translation>ja</translation>
    </message>
</context>
<context>
    <name>MappingController</name>
    <message>
        <source>Say how it is written: {columns}</source>
        <translation>Schreibweise angeben: {columns}</translation>
    </message>
</context>
<context>
    <name>MappingDialog</name>
    <message>
        <source>As the cells say</source>
        <translation>Wie in den Zellen</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>Abbrechen</translation>
    </message>
    <message>
        <source>Header is row</source>
        <translation>Kopfzeile ist Nr.</translation>
    </message>
    <message>
        <source>Name of the profile</source>
        <translation>Name des Profils</translation>
    </message>
    <message>
        <source>Not said</source>
        <translation>Keine Angabe</translation>
    </message>
    <message>
        <source>Read the file</source>
        <translation>Datei lesen</translation>
    </message>
    <message>
        <source>Remember for files like this, as</source>
        <translation>Für solche Dateien merken als</translation>
    </message>
    <message>
        <source>Rows are</source>
        <translation>Zeilen sind</translation>
    </message>
    <message>
        <source>SoleFlip does not know this file. Say what each column is; the rest is kept, not read.</source>
        <translation>SoleFlip kennt diese Datei nicht. Spalten zuordnen; der Rest wird aufbewahrt, nicht gelesen.</translation>
    </message>
    <message>
        <source>What is in {file}?</source>
        <translation>Was steht in {file}?</translation>
    </message>
    <message>
        <source>What is read of the first rows</source>
        <translation>Was aus den ersten Zeilen gelesen wird</translation>
    </message>
    <message>
        <source>What the columns are</source>
        <translation>Was die Spalten sind</translation>
    </message>
</context>
<context>
    <name>Menus</name>
    <message>
        <source>&amp;Edit</source>
        <translation>&amp;Bearbeiten</translation>
    </message>
    <message>
        <source>&amp;File</source>
        <translation>&amp;Datei</translation>
    </message>
    <message>
        <source>&amp;Help</source>
        <translation>&amp;Hilfe</translation>
    </message>
    <message>
        <source>&amp;View</source>
        <translation>&amp;Ansicht</translation>
    </message>
    <message>
        <source>About SoleFlip</source>
        <translation>Über SoleFlip</translation>
    </message>
    <message>
        <source>As the system</source>
        <translation>Wie das System</translation>
    </message>
    <message>
        <source>Columns…</source>
        <translation>Spalten&#xa0;…</translation>
    </message>
    <message>
        <source>Comfortable</source>
        <translation>Komfortabel</translation>
    </message>
    <message>
        <source>Compact</source>
        <translation>Kompakt</translation>
    </message>
    <message>
        <source>Copy</source>
        <translation>Kopieren</translation>
    </message>
    <message>
        <source>Dark</source>
        <translation>Dunkel</translation>
    </message>
    <message>
        <source>Find in the table</source>
        <translation>In der Tabelle suchen</translation>
    </message>
    <message>
        <source>Guide</source>
        <translation>Anleitung</translation>
    </message>
    <message>
        <source>Health</source>
        <translation>Systemzustand</translation>
    </message>
    <message>
        <source>Import…</source>
        <translation>Importieren&#xa0;…</translation>
    </message>
    <message>
        <source>Light</source>
        <translation>Hell</translation>
    </message>
    <message>
        <source>Logs</source>
        <translation>Protokoll</translation>
    </message>
    <message>
        <source>New item…</source>
        <translation>Neues Paar&#xa0;…</translation>
    </message>
    <message>
        <source>Quit</source>
        <translation>Beenden</translation>
    </message>
    <message>
        <source>Redo</source>
        <translation>Wiederholen</translation>
    </message>
    <message>
        <source>Redo “{what}”</source>
        <translation>Wiederholen: „{what}“</translation>
    </message>
    <message>
        <source>Row height</source>
        <translation>Zeilenhöhe</translation>
    </message>
    <message>
        <source>Search everything…</source>
        <translation>Alles durchsuchen&#xa0;…</translation>
    </message>
    <message>
        <source>Settings…</source>
        <translation>Einstellungen&#xa0;…</translation>
    </message>
    <message>
        <source>Theme</source>
        <translation>Farbschema</translation>
    </message>
    <message>
        <source>Undo</source>
        <translation>Rückgängig</translation>
    </message>
    <message>
        <source>Undo “{what}”</source>
        <translation>Rückgängig: „{what}“</translation>
    </message>
</context>
<context>
    <name>NewItemController</name>
    <message>
        <source>Added {n} pairs of {product}</source>
        <translation>{n} Paare von {product} angelegt</translation>
    </message>
    <message>
        <source>Added {product}</source>
        <translation>{product} angelegt</translation>
    </message>
    <message>
        <source>New item: {product}</source>
        <translation>Neues Paar: {product}</translation>
    </message>
    <message>
        <source>Undo</source>
        <translation>Rückgängig</translation>
    </message>
</context>
<context>
    <name>NewItemDialog</name>
    <message>
        <source>&amp;Brand</source>
        <translation>&amp;Marke</translation>
    </message>
    <message>
        <source>&amp;Location</source>
        <translation>Lager&amp;ort</translation>
    </message>
    <message>
        <source>&amp;Notes</source>
        <translation>&amp;Notizen</translation>
    </message>
    <message>
        <source>&amp;Product</source>
        <translation>&amp;Produkt</translation>
    </message>
    <message>
        <source>&amp;Quantity</source>
        <translation>&amp;Anzahl</translation>
    </message>
    <message>
        <source>&amp;Style code</source>
        <translation>&amp;Style-Code</translation>
    </message>
    <message>
        <source>&amp;VAT rate in %</source>
        <translation>&amp;USt-Satz in %</translation>
    </message>
    <message>
        <source>Add</source>
        <translation>Anlegen</translation>
    </message>
    <message>
        <source>Add another</source>
        <translation>Weiteres anlegen</translation>
    </message>
    <message>
        <source>Bou&amp;ght on</source>
        <translation>Ge&amp;kauft am</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>Abbrechen</translation>
    </message>
    <message>
        <source>New item</source>
        <translation>Neues Paar</translation>
    </message>
    <message>
        <source>Or&amp;der number</source>
        <translation>&amp;Bestellnummer</translation>
    </message>
    <message>
        <source>P&amp;rice per pair ({currency})</source>
        <translation>P&amp;reis je Paar ({currency})</translation>
    </message>
    <message>
        <source>S&amp;upplier</source>
        <translation>&amp;Lieferant</translation>
    </message>
    <message>
        <source>Si&amp;ze</source>
        <translation>&amp;Größe</translation>
    </message>
    <message>
        <source>Type the product or its style code</source>
        <translation>Produkt oder Style-Code eintragen</translation>
    </message>
    <message>
        <source>VAT is re&amp;claimed</source>
        <translation>&amp;Vorsteuer wird abgezogen</translation>
    </message>
    <message>
        <source>VAT is reclaimed</source>
        <translation>Vorsteuer wird abgezogen</translation>
    </message>
</context>
<context>
    <name>NotesField</name>
    <message>
        <source>Ctrl+Enter keeps it, Escape does not</source>
        <translation>Strg+Enter speichert, Escape verwirft</translation>
    </message>
    <message>
        <source>Notes</source>
        <translation>Notizen</translation>
    </message>
    <message>
        <source>Notes on this pair</source>
        <translation>Notizen zu diesem Paar</translation>
    </message>
</context>
<context>
    <name>Notice</name>
    <message>
        <source>Discard</source>
        <translation>Verwerfen</translation>
    </message>
    <message>
        <source>Dismiss</source>
        <translation>Ausblenden</translation>
    </message>
</context>
<context>
    <name>Notices</name>
    <message>
        <source>Problem: </source>
        <translation>Problem: </translation>
    </message>
    <message>
        <source>Warning: </source>
        <translation>Warnung: </translation>
    </message>
</context>
<context>
    <name>OpenQuestions</name>
    <message>
        <source>Read it so</source>
        <translation>So lesen</translation>
    </message>
    <message>
        <source>{file} can be read in several ways, with other values. Say how it is written.</source>
        <translation>{file} ist mehrdeutig, mit jeweils anderen Werten. Bitte die Schreibweise angeben.</translation>
    </message>
</context>
<context>
    <name>PairChooser</name>
    <message>
        <source>Order {order}, sold {day}. Which pair was it?</source>
        <translation>Bestellung {order}, verkauft am {day}. Welches Paar war es?</translation>
    </message>
    <message>
        <source>The pair of a sale</source>
        <translation>Das Paar eines Verkaufs</translation>
    </message>
    <message>
        <source>The sale has its pair</source>
        <translation>Der Verkauf hat sein Paar</translation>
    </message>
    <message>
        <source>Undo</source>
        <translation>Rückgängig</translation>
    </message>
</context>
<context>
    <name>PairNotes</name>
    <message>
        <source>Copy what was typed</source>
        <translation>Eingabe kopieren</translation>
    </message>
    <message>
        <source>Notes of {product} changed</source>
        <translation>Notizen zu {product} geändert</translation>
    </message>
    <message>
        <source>Notes of {product}: “{text}”</source>
        <translation>Notizen zu {product}: „{text}“</translation>
    </message>
    <message>
        <source>The notes were changed meanwhile. What you typed was not written.</source>
        <translation>Die Notizen wurden inzwischen geändert. Die eigene Eingabe wurde nicht geschrieben.</translation>
    </message>
</context>
<context>
    <name>Pairs</name>
    <message>
        <source>Name {n} % alike</source>
        <translation>Name {n} % gleich</translation>
    </message>
    <message>
        <source>Other style code, name {n} % alike</source>
        <translation>Anderer Code, Name {n} % gleich</translation>
    </message>
    <message>
        <source>Same name</source>
        <translation>Gleicher Name</translation>
    </message>
    <message>
        <source>Same style code</source>
        <translation>Gleicher Style-Code</translation>
    </message>
    <message>
        <source>Score</source>
        <translation>Punkte</translation>
    </message>
    <message>
        <source>Why</source>
        <translation>Warum</translation>
    </message>
    <message>
        <source>another size</source>
        <translation>andere Größe</translation>
    </message>
    <message>
        <source>bought on the day of the sale</source>
        <translation>Kauf am Verkaufstag</translation>
    </message>
    <message>
        <source>bought the day after the sale</source>
        <translation>Kauf am Tag danach</translation>
    </message>
    <message>
        <source>bought the day before</source>
        <translation>Kauf am Tag davor</translation>
    </message>
    <message>
        <source>bought {n} days after the sale</source>
        <translation>Kauf {n} Tage danach</translation>
    </message>
    <message>
        <source>bought {n} days before</source>
        <translation>Kauf {n} Tage davor</translation>
    </message>
    <message>
        <source>day of purchase unknown</source>
        <translation>Kauftag unbekannt</translation>
    </message>
    <message>
        <source>same size</source>
        <translation>gleiche Größe</translation>
    </message>
    <message>
        <source>size unknown</source>
        <translation>Größe unbekannt</translation>
    </message>
</context>
<context>
    <name>PeriodBar</name>
    <message>
        <source>12 months</source>
        <translation>12 Monate</translation>
    </message>
    <message>
        <source>All</source>
        <translation>Alles</translation>
    </message>
    <message>
        <source>By payout day</source>
        <translation>Auszahlungstag</translation>
    </message>
    <message>
        <source>By sale day</source>
        <translation>Verkaufstag</translation>
    </message>
    <message>
        <source>Compare with</source>
        <translation>Vergleich</translation>
    </message>
    <message>
        <source>From</source>
        <translation>Von</translation>
    </message>
    <message>
        <source>From … to …</source>
        <translation>Von … bis …</translation>
    </message>
    <message>
        <source>Nothing</source>
        <translation>Nichts</translation>
    </message>
    <message>
        <source>Previous period</source>
        <translation>Vorperiode</translation>
    </message>
    <message>
        <source>Quarter</source>
        <translation>Quartal</translation>
    </message>
    <message>
        <source>This month</source>
        <translation>Dieser Monat</translation>
    </message>
    <message>
        <source>To</source>
        <translation>Bis</translation>
    </message>
    <message>
        <source>Year</source>
        <translation>Jahr</translation>
    </message>
    <message>
        <source>Year before</source>
        <translation>Vorjahr</translation>
    </message>
    <message>
        <source>from</source>
        <translation>von</translation>
    </message>
    <message>
        <source>to</source>
        <translation>bis</translation>
    </message>
</context>
<context>
    <name>Problem</name>
    <message>
        <source>Check the row for a missing or surplus delimiter or quote</source>
        <translation>In der Zeile nach fehlenden oder überzähligen Trenn- oder Anführungszeichen suchen</translation>
    </message>
    <message>
        <source>Correct it, or export the file again</source>
        <translation>Den Wert berichtigen oder die Datei neu exportieren</translation>
    </message>
    <message>
        <source>Correct it, or the quantity</source>
        <translation>Den Wert oder die Menge berichtigen</translation>
    </message>
    <message>
        <source>Correct its formula and export the table again, or write the value</source>
        <translation>Die Formel berichtigen und die Tabelle neu exportieren, oder den Wert schreiben</translation>
    </message>
    <message>
        <source>Correct one of the two days</source>
        <translation>Einen der beiden Tage berichtigen</translation>
    </message>
    <message>
        <source>Correct that one</source>
        <translation>Jenen berichtigen</translation>
    </message>
    <message>
        <source>Correct the amount</source>
        <translation>Den Betrag berichtigen</translation>
    </message>
    <message>
        <source>Correct the cell</source>
        <translation>Die Zelle berichtigen</translation>
    </message>
    <message>
        <source>Correct the day</source>
        <translation>Den Tag berichtigen</translation>
    </message>
    <message>
        <source>Correct the price or the payout</source>
        <translation>Den Preis oder die Auszahlung berichtigen</translation>
    </message>
    <message>
        <source>Export the file again without opening it in a spreadsheet</source>
        <translation>Die Datei neu exportieren, ohne sie in einer Tabellenkalkulation zu öffnen</translation>
    </message>
    <message>
        <source>Export the orders again</source>
        <translation>Die Bestellungen neu exportieren</translation>
    </message>
    <message>
        <source>Export the orders again, or correct the status</source>
        <translation>Die Bestellungen neu exportieren oder den Status berichtigen</translation>
    </message>
    <message>
        <source>Export the report again, from the day of the order on</source>
        <translation>Den Bericht neu exportieren, ab dem Tag der Bestellung</translation>
    </message>
    <message>
        <source>Fill in one of the two</source>
        <translation>Eines von beiden ausfüllen</translation>
    </message>
    <message>
        <source>Fill in the SKU</source>
        <translation>Die SKU ausfüllen</translation>
    </message>
    <message>
        <source>Fill in the product or the style code</source>
        <translation>Produkt oder Style-Code ausfüllen</translation>
    </message>
    <message>
        <source>Fill in the rate, such as 19</source>
        <translation>Den Satz eintragen, etwa 19</translation>
    </message>
    <message>
        <source>Fill the cell in</source>
        <translation>Die Zelle ausfüllen</translation>
    </message>
    <message>
        <source>Format the column as text in the spreadsheet, and enter the order number again</source>
        <translation>Die Spalte in der Tabellenkalkulation als Text formatieren und die Bestellnummer neu eintragen</translation>
    </message>
    <message>
        <source>Give all amounts in one currency</source>
        <translation>Alle Beträge in einer Währung angeben</translation>
    </message>
    <message>
        <source>Give all amounts of the row in one currency</source>
        <translation>Alle Beträge der Zeile in einer Währung angeben</translation>
    </message>
    <message>
        <source>Import or add the purchase first</source>
        <translation>Zuerst den Einkauf importieren oder anlegen</translation>
    </message>
    <message>
        <source>Import the sale, then this file again</source>
        <translation>Den Verkauf importieren, dann diese Datei noch einmal</translation>
    </message>
    <message>
        <source>Import the transaction report, which names the items</source>
        <translation>Den Transaktionsbericht importieren, der die Artikel nennt</translation>
    </message>
    <message>
        <source>Leave the row out if it is another sale</source>
        <translation>Die Zeile auslassen, wenn es ein anderer Verkauf ist</translation>
    </message>
    <message>
        <source>Leave the row out if it is the same sale</source>
        <translation>Die Zeile auslassen, wenn es derselbe Verkauf ist</translation>
    </message>
    <message>
        <source>Leave the row out to keep them</source>
        <translation>Die Zeile auslassen, um sie zu behalten</translation>
    </message>
    <message>
        <source>Name the platform of the sale, or the number of one of the sales</source>
        <translation>Die Plattform des Verkaufs oder die Nummer eines der Verkäufe nennen</translation>
    </message>
    <message>
        <source>Shorten the cell</source>
        <translation>Die Zelle kürzen</translation>
    </message>
    <message>
        <source>The row {message}</source>
        <translation>Die Zeile {message}</translation>
    </message>
    <message>
        <source>Write 19 for 19 %</source>
        <translation>19 für 19 % schreiben</translation>
    </message>
    <message>
        <source>Write Incoming, Available, Consigned, Need Shipping, Packed, Outgoing, Sale completed or Cancelled</source>
        <translation>Incoming, Available, Consigned, Need Shipping, Packed, Outgoing, Sale completed oder Cancelled schreiben</translation>
    </message>
    <message>
        <source>Write a whole number from 1 to 1,000</source>
        <translation>Eine ganze Zahl von 1 bis 1.000 schreiben</translation>
    </message>
    <message>
        <source>Write a whole number from 1 to {most}</source>
        <translation>Eine ganze Zahl von 1 bis {most} schreiben</translation>
    </message>
    <message>
        <source>Write how much of the currency one euro buys, or N/A</source>
        <translation>Schreiben, wie viel ein Euro in der Währung wert ist, oder N/A</translation>
    </message>
    <message>
        <source>Write it as 1234.50</source>
        <translation>In der Form 1234.50 schreiben</translation>
    </message>
    <message>
        <source>Write it as 2024-05-31</source>
        <translation>In der Form 2024-05-31 schreiben</translation>
    </message>
    <message>
        <source>Write it as 2024-05-31, or clear the cell</source>
        <translation>In der Form 2024-05-31 schreiben oder die Zelle leeren</translation>
    </message>
    <message>
        <source>Write it as the other prices</source>
        <translation>Wie die anderen Preise schreiben</translation>
    </message>
    <message>
        <source>Write its three letters, such as EUR</source>
        <translation>Die drei Buchstaben schreiben, etwa EUR</translation>
    </message>
    <message>
        <source>Write listed, ordered, pending, sold, cancelled or returned</source>
        <translation>listed, ordered, pending, sold, cancelled oder returned schreiben</translation>
    </message>
    <message>
        <source>Write one of: {words}</source>
        <translation>Eines von diesen schreiben: {words}</translation>
    </message>
    <message>
        <source>Write sold, pending, shipped, cancelled or returned</source>
        <translation>sold, pending, shipped, cancelled oder returned schreiben</translation>
    </message>
    <message>
        <source>Write the code as the maker does, and keep its column as text</source>
        <translation>Den Code wie der Hersteller schreiben und die Spalte als Text führen</translation>
    </message>
    <message>
        <source>Write the name of the platform</source>
        <translation>Den Namen der Plattform schreiben</translation>
    </message>
    <message>
        <source>Write yes or no</source>
        <translation>ja oder nein schreiben</translation>
    </message>
    <message>
        <source>belongs to a bundle with an amount that cannot be read</source>
        <translation>gehört zu einem Paket mit einem unlesbaren Betrag</translation>
    </message>
    <message>
        <source>belongs to an order with another amount that cannot be read</source>
        <translation>gehört zu einer Bestellung mit einem anderen, unlesbaren Betrag</translation>
    </message>
    <message>
        <source>has a value in a column without a header</source>
        <translation>hat einen Wert in einer Spalte ohne Überschrift</translation>
    </message>
    <message>
        <source>has more digits than a rate has</source>
        <translation>hat mehr Stellen als ein Kurs</translation>
    </message>
    <message>
        <source>has more than two decimals</source>
        <translation>hat mehr als zwei Nachkommastellen</translation>
    </message>
    <message>
        <source>has no UTC offset such as +00</source>
        <translation>hat keinen UTC-Versatz wie +00</translation>
    </message>
    <message>
        <source>has no currency</source>
        <translation>hat keine Währung</translation>
    </message>
    <message>
        <source>has {count} cells, the header has {width}</source>
        <translation>hat {count} Zellen, die Kopfzeile {width}</translation>
    </message>
    <message>
        <source>has {count} characters, at most {most} are kept</source>
        <translation>hat {count} Zeichen, höchstens {most} werden aufbewahrt</translation>
    </message>
    <message>
        <source>holds no pair</source>
        <translation>enthält kein Paar</translation>
    </message>
    <message>
        <source>holds no sale</source>
        <translation>enthält keinen Verkauf</translation>
    </message>
    <message>
        <source>is 0</source>
        <translation>ist 0</translation>
    </message>
    <message>
        <source>is a memo that moved no money</source>
        <translation>ist ein Vermerk ohne Geldbewegung</translation>
    </message>
    <message>
        <source>is a pair that went back to its supplier</source>
        <translation>ist ein Paar, das zurück an den Lieferanten ging</translation>
    </message>
    <message>
        <source>is a purchase that was cancelled</source>
        <translation>ist ein stornierter Einkauf</translation>
    </message>
    <message>
        <source>is a refund of an order</source>
        <translation>ist die Erstattung einer Bestellung</translation>
    </message>
    <message>
        <source>is a refund of an order that is not here</source>
        <translation>ist die Erstattung einer Bestellung, die hier nicht steht</translation>
    </message>
    <message>
        <source>is a style code that a spreadsheet turned into a number</source>
        <translation>ist ein Style-Code, den eine Tabellenkalkulation zur Zahl gemacht hat</translation>
    </message>
    <message>
        <source>is an error of the spreadsheet, not a value</source>
        <translation>ist ein Fehler der Tabellenkalkulation, kein Wert</translation>
    </message>
    <message>
        <source>is an order number that a spreadsheet turned into a number</source>
        <translation>ist eine Bestellnummer, die eine Tabellenkalkulation zur Zahl gemacht hat</translation>
    </message>
    <message>
        <source>is an order of several items: the report of sold items has each of them</source>
        <translation>ist eine Bestellung mit mehreren Artikeln: Der Bericht der verkauften Artikel hat jeden davon</translation>
    </message>
    <message>
        <source>is beyond {most}</source>
        <translation>übersteigt {most}</translation>
    </message>
    <message>
        <source>is empty</source>
        <translation>ist leer</translation>
    </message>
    <message>
        <source>is empty, and so is the style code</source>
        <translation>ist leer, und der Style-Code ebenso</translation>
    </message>
    <message>
        <source>is in a foreign currency: the row of what came of it counts</source>
        <translation>ist in fremder Währung: Es zählt die Zeile mit dem Ergebnis des Umtauschs</translation>
    </message>
    <message>
        <source>is in a time zone that is not known</source>
        <translation>ist in einer unbekannten Zeitzone</translation>
    </message>
    <message>
        <source>is less than 0.01</source>
        <translation>ist kleiner als 0,01</translation>
    </message>
    <message>
        <source>is less than {least}</source>
        <translation>ist kleiner als {least}</translation>
    </message>
    <message>
        <source>is less than {least} for each of {count} pairs</source>
        <translation>ist für jedes von {count} Paaren kleiner als {least}</translation>
    </message>
    <message>
        <source>is negative</source>
        <translation>ist negativ</translation>
    </message>
    <message>
        <source>is neither yes nor no</source>
        <translation>ist weder ja noch nein</translation>
    </message>
    <message>
        <source>is no sale, but a line about the report</source>
        <translation>ist kein Verkauf, sondern eine Zeile über den Bericht</translation>
    </message>
    <message>
        <source>is not a date and time such as 2024-05-31 14:05:00 +00</source>
        <translation>ist kein Zeitpunkt wie 2024-05-31 14:05:00 +00</translation>
    </message>
    <message>
        <source>is not a day</source>
        <translation>ist kein Tag</translation>
    </message>
    <message>
        <source>is not a day of the calendar</source>
        <translation>ist kein Kalendertag</translation>
    </message>
    <message>
        <source>is not a day of the calendar such as 2024-05-31</source>
        <translation>ist kein Kalendertag wie 2024-05-31</translation>
    </message>
    <message>
        <source>is not a day such as 2024-05-31</source>
        <translation>ist kein Tag wie 2024-05-31</translation>
    </message>
    <message>
        <source>is not a list of adjustments</source>
        <translation>ist keine Liste von Anpassungen</translation>
    </message>
    <message>
        <source>is not a number of pairs</source>
        <translation>ist keine Anzahl von Paaren</translation>
    </message>
    <message>
        <source>is not a rate in percent</source>
        <translation>ist kein Satz in Prozent</translation>
    </message>
    <message>
        <source>is not a rate such as 1.0847</source>
        <translation>ist kein Kurs wie 1.0847</translation>
    </message>
    <message>
        <source>is not a status of StockX that is known</source>
        <translation>ist kein bekannter Status von StockX</translation>
    </message>
    <message>
        <source>is not a status that is known</source>
        <translation>ist kein bekannter Status</translation>
    </message>
    <message>
        <source>is not a whole number of cents</source>
        <translation>ist keine ganze Zahl von Cent</translation>
    </message>
    <message>
        <source>is not an amount of money</source>
        <translation>ist kein Geldbetrag</translation>
    </message>
    <message>
        <source>is not more than 0</source>
        <translation>ist nicht größer als 0</translation>
    </message>
    <message>
        <source>is not the code of a currency in use, such as EUR</source>
        <translation>ist kein Code einer gültigen Währung wie EUR</translation>
    </message>
    <message>
        <source>is not the currency of the sale, {currency}</source>
        <translation>ist nicht die Währung des Verkaufs, {currency}</translation>
    </message>
    <message>
        <source>is not the currency that an amount of the row is written in</source>
        <translation>ist nicht die Währung, in der ein Betrag der Zeile steht</translation>
    </message>
    <message>
        <source>is not the name of a platform</source>
        <translation>ist kein Name einer Plattform</translation>
    </message>
    <message>
        <source>is not the status of a sale</source>
        <translation>ist kein Status eines Verkaufs</translation>
    </message>
    <message>
        <source>is of a movement that is not settled</source>
        <translation>betrifft eine nicht abgeschlossene Bewegung</translation>
    </message>
    <message>
        <source>is paid out in another currency than the sale&apos;s</source>
        <translation>wird in einer anderen Währung ausgezahlt als der des Verkaufs</translation>
    </message>
    <message>
        <source>lies outside the years {first} to {last}</source>
        <translation>liegt außerhalb der Jahre {first} bis {last}</translation>
    </message>
    <message>
        <source>means no price, but one is needed</source>
        <translation>bedeutet keinen Preis, aber einer ist nötig</translation>
    </message>
    <message>
        <source>means no value, but one is needed</source>
        <translation>bedeutet keinen Wert, aber einer ist nötig</translation>
    </message>
    <message>
        <source>names a day or time that does not exist</source>
        <translation>nennt einen Zeitpunkt, den es nicht gibt</translation>
    </message>
    <message>
        <source>names a time that does not exist</source>
        <translation>nennt eine Uhrzeit, die es nicht gibt</translation>
    </message>
    <message>
        <source>names no product, and there is no SKU</source>
        <translation>nennt kein Produkt, und eine SKU fehlt</translation>
    </message>
    <message>
        <source>names no product, and there is no style code</source>
        <translation>nennt kein Produkt, und ein Style-Code fehlt</translation>
    </message>
    <message>
        <source>says that the pair is not sold, but the row has a sale</source>
        <translation>nennt das Paar nicht verkauft, aber die Zeile hat einen Verkauf</translation>
    </message>
    <message>
        <source>stands beside an amount of another currency</source>
        <translation>steht neben einem Betrag in anderer Währung</translation>
    </message>
    <message>
        <source>was not sold on Amazon, only sent by it</source>
        <translation>wurde nicht auf Amazon verkauft, nur von dort versandt</translation>
    </message>
    <message>
        <source>{column}: “{value}” {message}</source>
        <translation>{column}: „{value}“ {message}</translation>
    </message>
</context>
<context>
    <name>QPlatformTheme</name>
    <message>
        <source>Cancel</source>
        <translation>Abbrechen</translation>
    </message>
</context>
<context>
    <name>Question</name>
    <message>
        <source>Details</source>
        <translation>Details</translation>
    </message>
</context>
<context>
    <name>Queue</name>
    <message>
        <source>Files under way</source>
        <translation>Dateien in Arbeit</translation>
    </message>
</context>
<context>
    <name>QueueRow</name>
    <message>
        <source>Progress</source>
        <translation>Fortschritt</translation>
    </message>
</context>
<context>
    <name>RawRow</name>
    <message>
        <source>Column</source>
        <translation>Spalte</translation>
    </message>
    <message>
        <source>Copy</source>
        <translation>Kopieren</translation>
    </message>
    <message>
        <source>The row as it came</source>
        <translation>Die Zeile, wie sie kam</translation>
    </message>
    <message>
        <source>Value</source>
        <translation>Wert</translation>
    </message>
</context>
<context>
    <name>Readings</name>
    <message>
        <source>A spreadsheet&apos;s number for a day: 45443</source>
        <translation>Tageszahl einer Tabellenkalkulation: 45443</translation>
    </message>
    <message>
        <source>Cents: 12000 is 120.00</source>
        <translation>Cent: 12000 ist 120,00</translation>
    </message>
    <message>
        <source>Column “{column}”</source>
        <translation>Spalte „{column}“</translation>
    </message>
    <message>
        <source>Comma before the cents: 1.234,56</source>
        <translation>Komma vor den Cent: 1.234,56</translation>
    </message>
    <message>
        <source>Currency of the file</source>
        <translation>Währung der Datei</translation>
    </message>
    <message>
        <source>Day first: 31/05/2024</source>
        <translation>Tag zuerst: 31/05/2024</translation>
    </message>
    <message>
        <source>Month first: 05/31/2024</source>
        <translation>Monat zuerst: 05/31/2024</translation>
    </message>
    <message>
        <source>Point before the cents: 1,234.56</source>
        <translation>Punkt vor den Cent: 1,234.56</translation>
    </message>
    <message>
        <source>Whole amounts: 120 is 120.00</source>
        <translation>Ganze Beträge: 120 ist 120,00</translation>
    </message>
    <message>
        <source>Year first: 2024/05/31</source>
        <translation>Jahr zuerst: 2024/05/31</translation>
    </message>
    <message>
        <source>amounts in cents</source>
        <translation>Beträge in Cent</translation>
    </message>
    <message>
        <source>cents after a comma</source>
        <translation>Cent nach Komma</translation>
    </message>
    <message>
        <source>cents after a point</source>
        <translation>Cent nach Punkt</translation>
    </message>
    <message>
        <source>day first</source>
        <translation>Tag zuerst</translation>
    </message>
    <message>
        <source>month first</source>
        <translation>Monat zuerst</translation>
    </message>
    <message>
        <source>spreadsheet days</source>
        <translation>Tageszahlen</translation>
    </message>
    <message>
        <source>whole amounts</source>
        <translation>ganze Beträge</translation>
    </message>
    <message>
        <source>year first</source>
        <translation>Jahr zuerst</translation>
    </message>
</context>
<context>
    <name>ReadingsDialog</name>
    <message>
        <source>Cancel</source>
        <translation>Abbrechen</translation>
    </message>
    <message>
        <source>For example {cells}</source>
        <translation>Zum Beispiel {cells}</translation>
    </message>
    <message>
        <source>How the file is read</source>
        <translation>Wie die Datei gelesen wird</translation>
    </message>
</context>
<context>
    <name>Review</name>
    <message>
        <source>(empty)</source>
        <translation>(leer)</translation>
    </message>
    <message>
        <source>All rows are read and checked anew. What you corrected in them stays.</source>
        <translation>Alle Zeilen werden neu gelesen und geprüft. Berichtigungen darin bleiben.</translation>
    </message>
    <message>
        <source>Amount</source>
        <translation>Betrag</translation>
    </message>
    <message>
        <source>Asked</source>
        <translation>Gefordert</translation>
    </message>
    <message>
        <source>Bought</source>
        <translation>Gekauft</translation>
    </message>
    <message>
        <source>CSV (*.csv)</source>
        <translation>CSV (*.csv)</translation>
    </message>
    <message>
        <source>Changed</source>
        <translation>Geändert</translation>
    </message>
    <message>
        <source>Correct {column}</source>
        <translation>{column} berichtigen</translation>
    </message>
    <message>
        <source>Currencies</source>
        <translation>Währungen</translation>
    </message>
    <message>
        <source>Day</source>
        <translation>Tag</translation>
    </message>
    <message>
        <source>Export problem rows</source>
        <translation>Problemzeilen exportieren</translation>
    </message>
    <message>
        <source>Exported 1 problem row to {file}</source>
        <translation>1 Problemzeile nach {file} exportiert</translation>
    </message>
    <message>
        <source>Exported {n} problem rows to {file}</source>
        <translation>{n} Problemzeilen nach {file} exportiert</translation>
    </message>
    <message>
        <source>Fee</source>
        <translation>Gebühr</translation>
    </message>
    <message>
        <source>Gross</source>
        <translation>Brutto</translation>
    </message>
    <message>
        <source>In the file</source>
        <translation>In der Datei</translation>
    </message>
    <message>
        <source>Item</source>
        <translation>Artikel</translation>
    </message>
    <message>
        <source>Kind</source>
        <translation>Art</translation>
    </message>
    <message>
        <source>Known already, stays as it is</source>
        <translation>Schon bekannt, bleibt wie es ist</translation>
    </message>
    <message>
        <source>Leave out all like this</source>
        <translation>Alle solchen auslassen</translation>
    </message>
    <message>
        <source>Leave row out</source>
        <translation>Zeile auslassen</translation>
    </message>
    <message>
        <source>Leave {n} rows out</source>
        <translation>{n} Zeilen auslassen</translation>
    </message>
    <message>
        <source>Left out</source>
        <translation>Ausgelassen</translation>
    </message>
    <message>
        <source>Listed</source>
        <translation>Eingestellt</translation>
    </message>
    <message>
        <source>Listing</source>
        <translation>Listing</translation>
    </message>
    <message>
        <source>Movement</source>
        <translation>Bewegung</translation>
    </message>
    <message>
        <source>Net</source>
        <translation>Netto</translation>
    </message>
    <message>
        <source>New</source>
        <translation>Neu</translation>
    </message>
    <message>
        <source>Not checked yet</source>
        <translation>Noch nicht geprüft</translation>
    </message>
    <message>
        <source>One euro is</source>
        <translation>Ein Euro ist</translation>
    </message>
    <message>
        <source>Order</source>
        <translation>Bestellung</translation>
    </message>
    <message>
        <source>Pairs</source>
        <translation>Paare</translation>
    </message>
    <message>
        <source>Platform</source>
        <translation>Plattform</translation>
    </message>
    <message>
        <source>Price</source>
        <translation>Preis</translation>
    </message>
    <message>
        <source>Read it so</source>
        <translation>So lesen</translation>
    </message>
    <message>
        <source>Receipt</source>
        <translation>Beleg</translation>
    </message>
    <message>
        <source>Reference</source>
        <translation>Referenz</translation>
    </message>
    <message>
        <source>Repeats an earlier row of the file, left out</source>
        <translation>Wiederholt eine frühere Zeile der Datei, ausgelassen</translation>
    </message>
    <message>
        <source>Row</source>
        <translation>Nr.</translation>
    </message>
    <message>
        <source>Row {row} of the file, beginning in line {line}</source>
        <translation>Datensatz {row} der Datei, ab Zeile {line}</translation>
    </message>
    <message>
        <source>Search day</source>
        <translation>Tag suchen</translation>
    </message>
    <message>
        <source>Search listing, product, style code, day</source>
        <translation>Listing, Produkt, Style-Code, Tag</translation>
    </message>
    <message>
        <source>Search order, product, style code, day</source>
        <translation>Bestellung, Produkt, Style-Code, Tag</translation>
    </message>
    <message>
        <source>Search receipt, supplier, words, day</source>
        <translation>Beleg, Lieferant, Wörter, Tag</translation>
    </message>
    <message>
        <source>Search reference, movement, day</source>
        <translation>Referenz, Bewegung, Tag</translation>
    </message>
    <message>
        <source>Supplier</source>
        <translation>Lieferant</translation>
    </message>
    <message>
        <source>Take</source>
        <translation>Mit</translation>
    </message>
    <message>
        <source>Take all like this</source>
        <translation>Alle solchen übernehmen</translation>
    </message>
    <message>
        <source>Take row</source>
        <translation>Zeile übernehmen</translation>
    </message>
    <message>
        <source>Take {n} rows</source>
        <translation>{n} Zeilen übernehmen</translation>
    </message>
    <message>
        <source>Taken</source>
        <translation>Übernommen</translation>
    </message>
    <message>
        <source>The VAT may be reclaimed, but the row names no VAT rate</source>
        <translation>Die Vorsteuer ist abziehbar, aber die Zeile nennt keinen USt-Satz</translation>
    </message>
    <message>
        <source>The amount of {amount} is a credit: it lowers what was spent</source>
        <translation>Der Betrag von {amount} ist eine Gutschrift: Er senkt die Ausgaben</translation>
    </message>
    <message>
        <source>The amount of {amount} is not the gross of {gross} less the fee of {fee}</source>
        <translation>Der Betrag von {amount} ist nicht das Brutto von {gross} abzüglich der Gebühr von {fee}</translation>
    </message>
    <message>
        <source>The day of the expense, {day}, lies in the future</source>
        <translation>Der Tag der Ausgabe, {day}, liegt in der Zukunft</translation>
    </message>
    <message>
        <source>The day of the listing, {day}, lies in the future</source>
        <translation>Der Tag des Listings, {day}, liegt in der Zukunft</translation>
    </message>
    <message>
        <source>The day of the payout, {day}, lies in the future</source>
        <translation>Der Auszahlungstag, {day}, liegt in der Zukunft</translation>
    </message>
    <message>
        <source>The day of the purchase, {day}, lies in the future</source>
        <translation>Der Kauftag, {day}, liegt in der Zukunft</translation>
    </message>
    <message>
        <source>The day of the rates, {day}, lies in the future</source>
        <translation>Der Tag der Kurse, {day}, liegt in der Zukunft</translation>
    </message>
    <message>
        <source>The day of the sale, {day}, lies in the future</source>
        <translation>Der Verkaufstag, {day}, liegt in der Zukunft</translation>
    </message>
    <message>
        <source>The file does not say what for</source>
        <translation>Die Datei sagt nicht, wofür</translation>
    </message>
    <message>
        <source>The file has no rate of that day</source>
        <translation>Die Datei hat keinen Kurs für diesen Tag</translation>
    </message>
    <message>
        <source>The file names no VAT</source>
        <translation>Die Datei nennt keine Umsatzsteuer</translation>
    </message>
    <message>
        <source>The file names no asking price</source>
        <translation>Die Datei nennt keinen Angebotspreis</translation>
    </message>
    <message>
        <source>The file names no fee</source>
        <translation>Die Datei nennt keine Gebühr</translation>
    </message>
    <message>
        <source>The file names no supplier</source>
        <translation>Die Datei nennt keinen Lieferanten</translation>
    </message>
    <message>
        <source>The listing ended on {ended}, before it began on {listed}</source>
        <translation>Das Listing endete am {ended}, bevor es am {listed} begann</translation>
    </message>
    <message>
        <source>The listing is to end on {ended}: until then it is open</source>
        <translation>Das Listing endet am {ended}: Bis dahin ist es offen</translation>
    </message>
    <message>
        <source>The payout of {paid} came before the sale of {sold}</source>
        <translation>Die Auszahlung vom {paid} liegt vor dem Verkauf vom {sold}</translation>
    </message>
    <message>
        <source>The payout of {payout} is further from the price of {price} than any amount can be</source>
        <translation>Die Auszahlung von {payout} liegt weiter vom Preis von {price} entfernt, als ein Betrag sein kann</translation>
    </message>
    <message>
        <source>The payout of {payout} is {amount} above the price less the named fees; the difference is booked as other adjustment</source>
        <translation>Die Auszahlung von {payout} liegt {amount} über dem Preis abzüglich der genannten Gebühren; die Differenz wird als sonstige Anpassung gebucht</translation>
    </message>
    <message>
        <source>The payout of {payout} is {amount} below the price less the named fees; the difference is booked as other adjustment</source>
        <translation>Die Auszahlung von {payout} liegt {amount} unter dem Preis abzüglich der genannten Gebühren; die Differenz wird als sonstige Anpassung gebucht</translation>
    </message>
    <message>
        <source>The price of {price} is far from the {usual} that this style code usually brings</source>
        <translation>Der Preis von {price} liegt weit von den {usual}, die dieser Style-Code sonst bringt</translation>
    </message>
    <message>
        <source>The row could not be read</source>
        <translation>Die Zeile war nicht lesbar</translation>
    </message>
    <message>
        <source>The row names other goods at another price than the sale it would change</source>
        <translation>Die Zeile nennt andere Ware zu einem anderen Preis als der Verkauf, den sie ändern würde</translation>
    </message>
    <message>
        <source>There are {count} sales with the order number {words}: the expense is kept without one</source>
        <translation>Es gibt {count} Verkäufe mit der Bestellnummer {words}: Die Ausgabe bleibt ohne Verkauf</translation>
    </message>
    <message>
        <source>There is no pair of {words} that was yours on {day} and not on offer there already</source>
        <translation>Es gibt kein Paar {words}, das am {day} im Bestand und dort noch nicht eingestellt war</translation>
    </message>
    <message>
        <source>There is no sale with the order number {words}: the expense is kept without it</source>
        <translation>Es gibt keinen Verkauf mit der Bestellnummer {words}: Die Ausgabe bleibt ohne Verkauf</translation>
    </message>
    <message>
        <source>There is no single cell to correct</source>
        <translation>Hier ist keine einzelne Zelle zu berichtigen</translation>
    </message>
    <message>
        <source>VAT</source>
        <translation>USt.</translation>
    </message>
    <message>
        <source>What</source>
        <translation>Befund</translation>
    </message>
    <message>
        <source>What for</source>
        <translation>Wofür</translation>
    </message>
    <message>
        <source>rows taken or left out of {file}</source>
        <translation>Auswahl der Zeilen von {file}</translation>
    </message>
    <message>
        <source>{amount} are given up for the amounts of the file, which are in another currency</source>
        <translation>{amount} werden für die Beträge der Datei aufgegeben, die in anderer Währung sind</translation>
    </message>
    <message>
        <source>{column} in row {n}: {value}</source>
        <translation>{column} in Datensatz {n}: {value}</translation>
    </message>
    <message>
        <source>{column} was corrected to “{value}”</source>
        <translation>{column} wurde zu „{value}“ berichtigt</translation>
    </message>
    <message>
        <source>{field} stays as it is, though the file says {value}</source>
        <translation>{field} bleibt, obwohl die Datei {value} sagt</translation>
    </message>
    <message>
        <source>{header}: press F2 to correct what the file has</source>
        <translation>{header}: mit F2 den Wert der Datei berichtigen</translation>
    </message>
    <message>
        <source>{name}-problems.csv</source>
        <translation>{name}-probleme.csv</translation>
    </message>
    <message>
        <source>“{text}”</source>
        <translation>„{text}“</translation>
    </message>
</context>
<context>
    <name>ReviewPanel</name>
    <message>
        <source>All</source>
        <translation>Alle</translation>
    </message>
    <message>
        <source>Changed</source>
        <translation>Geändert</translation>
    </message>
    <message>
        <source>Discard, import nothing</source>
        <translation>Verwerfen, nichts importieren</translation>
    </message>
    <message>
        <source>Duplicate</source>
        <translation>Doppelt</translation>
    </message>
    <message>
        <source>Export problems…</source>
        <translation>Probleme exportieren&#xa0;…</translation>
    </message>
    <message>
        <source>Known</source>
        <translation>Bekannt</translation>
    </message>
    <message>
        <source>Leave out</source>
        <translation>Auslassen</translation>
    </message>
    <message>
        <source>Leave out all like this</source>
        <translation>Alle solchen auslassen</translation>
    </message>
    <message>
        <source>New</source>
        <translation>Neu</translation>
    </message>
    <message>
        <source>Problems</source>
        <translation>Probleme</translation>
    </message>
    <message>
        <source>Rows of the file</source>
        <translation>Zeilen der Datei</translation>
    </message>
    <message>
        <source>Warnings</source>
        <translation>Warnungen</translation>
    </message>
</context>
<context>
    <name>ReviewRows</name>
    <message>
        <source>Clear the search</source>
        <translation>Suche leeren</translation>
    </message>
    <message>
        <source>No row here matches “{text}”.</source>
        <translation>Hier passt keine Zeile zu „{text}“.</translation>
    </message>
</context>
<context>
    <name>RowMenu</name>
    <message>
        <source>Column “{column}”</source>
        <translation>Spalte „{column}“</translation>
    </message>
    <message>
        <source>Copy cell</source>
        <translation>Zelle kopieren</translation>
    </message>
    <message>
        <source>Edit cell</source>
        <translation>Zelle bearbeiten</translation>
    </message>
    <message>
        <source>Filter by {filter}</source>
        <translation>Nach {filter} filtern</translation>
    </message>
    <message>
        <source>Show only {filter}</source>
        <translation>Nur {filter} zeigen</translation>
    </message>
</context>
<context>
    <name>Said</name>
    <message>
        <source>(nothing)</source>
        <translation>(nichts)</translation>
    </message>
    <message>
        <source>A pair needs a product</source>
        <translation>Ein Paar braucht ein Produkt</translation>
    </message>
    <message>
        <source>A pair that is {present} does not become {state}</source>
        <translation>Ein Paar mit Status „{present}“ kann nicht „{state}“ werden</translation>
    </message>
    <message>
        <source>A profile needs a name</source>
        <translation>Ein Profil braucht einen Namen</translation>
    </message>
    <message>
        <source>A view needs a name</source>
        <translation>Eine Ansicht braucht einen Namen</translation>
    </message>
    <message>
        <source>Allow your user to read it, or close the program that holds it</source>
        <translation>Leserechte erteilen oder das Programm schließen, das sie hält</translation>
    </message>
    <message>
        <source>Amazon orders</source>
        <translation>Amazon-Bestellungen</translation>
    </message>
    <message>
        <source>Amount</source>
        <translation>Betrag</translation>
    </message>
    <message>
        <source>Another SoleFlip has been starting or stopping the database for too long; it holds {file}</source>
        <translation>Ein anderes SoleFlip startet oder beendet die Datenbank schon zu lange; es hält {file}</translation>
    </message>
    <message>
        <source>Another program changed the same rows at the same time</source>
        <translation>Ein anderes Programm hat gleichzeitig dieselben Zeilen geändert</translation>
    </message>
    <message>
        <source>Asking price</source>
        <translation>Angebotspreis</translation>
    </message>
    <message>
        <source>Brand</source>
        <translation>Marke</translation>
    </message>
    <message>
        <source>Bring that file back, or restore a backup into a new data folder</source>
        <translation>Die Datei zurückholen oder eine Sicherung in einen neuen Datenordner einspielen</translation>
    </message>
    <message>
        <source>Bring that folder back; to begin with an empty database, delete {note}</source>
        <translation>Den Ordner zurückholen; für einen Beginn mit leerer Datenbank {note} löschen</translation>
    </message>
    <message>
        <source>Buyer’s city</source>
        <translation>Ort des Käufers</translation>
    </message>
    <message>
        <source>Buyer’s country</source>
        <translation>Land des Käufers</translation>
    </message>
    <message>
        <source>Cells to the right of all columns, which have no header and are not read: {count:,}, the first in row {row}, column {column}</source>
        <translation>Zellen rechts von allen Spalten, die keine Überschrift haben und nicht gelesen werden: {count:,}, die erste in Zeile {row}, Spalte {column}</translation>
    </message>
    <message>
        <source>Change its price in Inventory</source>
        <translation>Den Kaufpreis im Bestand ändern</translation>
    </message>
    <message>
        <source>Change the rows by hand, or restore a backup from before the update</source>
        <translation>Die Zeilen von Hand ändern oder eine Sicherung von vor dem Update einspielen</translation>
    </message>
    <message>
        <source>Change these in Inventory</source>
        <translation>Diese im Bestand ändern</translation>
    </message>
    <message>
        <source>Change what that pair cost</source>
        <translation>Den Einstand jenes Paars ändern</translation>
    </message>
    <message>
        <source>Check its name and folder</source>
        <translation>Name und Ordner prüfen</translation>
    </message>
    <message>
        <source>Check the delimiter, or export fewer columns</source>
        <translation>Das Trennzeichen prüfen oder weniger Spalten exportieren</translation>
    </message>
    <message>
        <source>Choose a file</source>
        <translation>Eine Datei wählen</translation>
    </message>
    <message>
        <source>Choose a file that was exported from the list of profiles</source>
        <translation>Eine aus der Profilliste exportierte Datei wählen</translation>
    </message>
    <message>
        <source>Choose a folder that can be written to</source>
        <translation>Einen beschreibbaren Ordner wählen</translation>
    </message>
    <message>
        <source>Choose an empty database</source>
        <translation>Eine leere Datenbank wählen</translation>
    </message>
    <message>
        <source>Choose another</source>
        <translation>Einen anderen wählen</translation>
    </message>
    <message>
        <source>Choose another folder</source>
        <translation>Einen anderen Ordner wählen</translation>
    </message>
    <message>
        <source>Choose another in the settings, or bring this one back</source>
        <translation>In den Einstellungen einen anderen wählen oder diesen zurückholen</translation>
    </message>
    <message>
        <source>Choose another name</source>
        <translation>Einen anderen Namen wählen</translation>
    </message>
    <message>
        <source>Choose another with --data-dir or SOLEFLIP_DATA_DIR</source>
        <translation>Mit --data-dir oder SOLEFLIP_DATA_DIR einen anderen wählen</translation>
    </message>
    <message>
        <source>Choose another, or say in Inventory that it is in stock</source>
        <translation>Ein anderes wählen oder es im Bestand auf Lager setzen</translation>
    </message>
    <message>
        <source>Choose one of the list</source>
        <translation>Eine aus der Liste wählen</translation>
    </message>
    <message>
        <source>Choose one of {conditions}</source>
        <translation>Zur Wahl: {conditions}</translation>
    </message>
    <message>
        <source>Choose one of {states}</source>
        <translation>Zur Wahl: {states}</translation>
    </message>
    <message>
        <source>Choose the archive with your export</source>
        <translation>Das Archiv mit dem Export wählen</translation>
    </message>
    <message>
        <source>Choose the files inside it</source>
        <translation>Die Dateien darin wählen</translation>
    </message>
    <message>
        <source>Close it where it is open, or choose another place</source>
        <translation>Dort schließen, wo sie offen ist, oder einen anderen Ort wählen</translation>
    </message>
    <message>
        <source>Close other programs that use it, or raise its max_connections; then try again</source>
        <translation>Andere Programme schließen, die ihn nutzen, oder max_connections erhöhen; dann erneut versuchen</translation>
    </message>
    <message>
        <source>Close the other SoleFlip and try again</source>
        <translation>Das andere SoleFlip schließen und erneut versuchen</translation>
    </message>
    <message>
        <source>Colourway</source>
        <translation>Colorway</translation>
    </message>
    <message>
        <source>Column &quot;{column}&quot; names no currency and is not read</source>
        <translation>Spalte „{column}“ nennt keine Währung und wird nicht gelesen</translation>
    </message>
    <message>
        <source>Column &quot;{old}&quot; is now called &quot;{new}&quot; and is read as before</source>
        <translation>Spalte „{old}“ heißt jetzt „{new}“ und wird gelesen wie bisher</translation>
    </message>
    <message>
        <source>Column “{column}” names buyers: it is not read</source>
        <translation>Spalte „{column}“ nennt Käufer: Sie wird nicht gelesen</translation>
    </message>
    <message>
        <source>Condition</source>
        <translation>Zustand</translation>
    </message>
    <message>
        <source>Continue or discard them</source>
        <translation>Fortsetzen oder verwerfen</translation>
    </message>
    <message>
        <source>Copy it to this computer and try again</source>
        <translation>Auf diesen Rechner kopieren und erneut versuchen</translation>
    </message>
    <message>
        <source>Correct both {url}</source>
        <translation>Beides {url} berichtigen</translation>
    </message>
    <message>
        <source>Correct it</source>
        <translation>Berichtigen</translation>
    </message>
    <message>
        <source>Correct it in the file, then import that</source>
        <translation>In der Datei berichtigen, dann diese importieren</translation>
    </message>
    <message>
        <source>Correct or delete it, or name the folder with --data-dir</source>
        <translation>Berichtigen oder löschen, oder den Ordner mit --data-dir nennen</translation>
    </message>
    <message>
        <source>Correct or unset it</source>
        <translation>Berichtigen oder aufheben</translation>
    </message>
    <message>
        <source>Correct sslmode and sslrootcert {url}</source>
        <translation>sslmode und sslrootcert {url} berichtigen</translation>
    </message>
    <message>
        <source>Correct the file, or delete it to have the defaults</source>
        <translation>Die Datei berichtigen oder löschen, damit die Vorgaben gelten</translation>
    </message>
    <message>
        <source>Create a database with ENCODING &apos;UTF8&apos; TEMPLATE template0 and choose that</source>
        <translation>Eine Datenbank mit ENCODING &apos;UTF8&apos; TEMPLATE template0 anlegen und diese wählen</translation>
    </message>
    <message>
        <source>Create it, or correct its name {url}</source>
        <translation>Anlegen oder den Namen {url} berichtigen</translation>
    </message>
    <message>
        <source>Currency</source>
        <translation>Währung</translation>
    </message>
    <message>
        <source>Date</source>
        <translation>Datum</translation>
    </message>
    <message>
        <source>Day bought</source>
        <translation>Kauftag</translation>
    </message>
    <message>
        <source>Delete the columns that do not belong to it</source>
        <translation>Die Spalten löschen, die nicht dazugehören</translation>
    </message>
    <message>
        <source>Delivery date</source>
        <translation>Zustelltag</translation>
    </message>
    <message>
        <source>Depop sold items</source>
        <translation>Depop-Verkäufe</translation>
    </message>
    <message>
        <source>Description</source>
        <translation>Beschreibung</translation>
    </message>
    <message>
        <source>Do not open it; ask for another one</source>
        <translation>Nicht öffnen; eine andere anfordern</translation>
    </message>
    <message>
        <source>Do not open it; if it is yours, unpack it and import the files inside</source>
        <translation>Nicht öffnen; eine eigene Datei entpacken und den Inhalt importieren</translation>
    </message>
    <message>
        <source>Double the quotes inside the cell</source>
        <translation>Anführungszeichen in der Zelle verdoppeln</translation>
    </message>
    <message>
        <source>Download or save it again, then import it</source>
        <translation>Neu herunterladen oder speichern, dann importieren</translation>
    </message>
    <message>
        <source>ECB reference rates</source>
        <translation>EZB-Referenzkurse</translation>
    </message>
    <message>
        <source>Etsy sold items</source>
        <translation>Etsy-Verkäufe, Artikel</translation>
    </message>
    <message>
        <source>Etsy sold orders</source>
        <translation>Etsy-Verkäufe, Bestellungen</translation>
    </message>
    <message>
        <source>Export it again</source>
        <translation>Neu exportieren</translation>
    </message>
    <message>
        <source>Export it again as CSV</source>
        <translation>Neu als CSV exportieren</translation>
    </message>
    <message>
        <source>Export it again as CSV (UTF-8)</source>
        <translation>Neu als CSV (UTF-8) exportieren</translation>
    </message>
    <message>
        <source>Export it again with all columns, or correct the header</source>
        <translation>Mit allen Spalten neu exportieren oder die Kopfzeile berichtigen</translation>
    </message>
    <message>
        <source>Export it again with the period that you want to import</source>
        <translation>Mit dem gewünschten Zeitraum neu exportieren</translation>
    </message>
    <message>
        <source>Export it again, or close the quote in that line</source>
        <translation>Neu exportieren oder das Anführungszeichen in dieser Zeile schließen</translation>
    </message>
    <message>
        <source>Export it in parts, such as year by year</source>
        <translation>In Teilen exportieren, etwa Jahr für Jahr</translation>
    </message>
    <message>
        <source>Export the file again with all columns</source>
        <translation>Die Datei mit allen Spalten neu exportieren</translation>
    </message>
    <message>
        <source>Export them as .csv</source>
        <translation>Als .csv exportieren</translation>
    </message>
    <message>
        <source>Extra costs</source>
        <translation>Nebenkosten</translation>
    </message>
    <message>
        <source>Files that are known: {titles}</source>
        <translation>Bekannte Dateien: {titles}</translation>
    </message>
    <message>
        <source>Give the user the rights, or name another user {url}</source>
        <translation>Dem Benutzer die Rechte geben oder einen anderen {url} nennen</translation>
    </message>
    <message>
        <source>Grant CREATE on it, or name its owner in the URL</source>
        <translation>CREATE darauf erteilen oder den Besitzer in der URL nennen</translation>
    </message>
    <message>
        <source>If {column} is called {similar} there, rename it</source>
        <translation>Falls {column} dort {similar} heißt, die Spalte umbenennen</translation>
    </message>
    <message>
        <source>Import {number} ({file}) changed nothing: it is {state}</source>
        <translation>Import {number} ({file}) hat nichts geändert: {state}</translation>
    </message>
    <message>
        <source>Import {number} ({file}) does not wait: it is {state}</source>
        <translation>Import {number} ({file}) wartet nicht: {state}</translation>
    </message>
    <message>
        <source>Import {number} ({file}) is undone already</source>
        <translation>Import {number} ({file}) ist schon rückgängig gemacht</translation>
    </message>
    <message>
        <source>Install SoleFlip again</source>
        <translation>SoleFlip neu installieren</translation>
    </message>
    <message>
        <source>Install SoleFlip again, or enter the URL of a server of your own in the settings</source>
        <translation>SoleFlip neu installieren oder in den Einstellungen die URL eines eigenen Servers eintragen</translation>
    </message>
    <message>
        <source>Install the newer SoleFlip again that wrote it</source>
        <translation>Das neuere SoleFlip wieder installieren, das sie geschrieben hat</translation>
    </message>
    <message>
        <source>Install the newest SoleFlip, or choose another data folder or database</source>
        <translation>Das neueste SoleFlip installieren oder Datenordner oder Datenbank wechseln</translation>
    </message>
    <message>
        <source>Invoice date</source>
        <translation>Rechnungstag</translation>
    </message>
    <message>
        <source>Invoice number</source>
        <translation>Rechnungsnummer</translation>
    </message>
    <message>
        <source>It has to be upgraded by dump and restore: back it up with the SoleFlip that wrote it, and restore that backup here into a new data folder</source>
        <translation>Sie ist über eine Sicherung zu übertragen: mit dem SoleFlip sichern, das sie geschrieben hat, und hier in einen neuen Datenordner einspielen</translation>
    </message>
    <message>
        <source>It is part of {column}</source>
        <translation>Ist in {column} enthalten</translation>
    </message>
    <message>
        <source>It looks like a column that names buyers</source>
        <translation>Die Spalte scheint Käufer zu nennen</translation>
    </message>
    <message>
        <source>It may have been undone; look at the sales again</source>
        <translation>Vielleicht wurde er rückgängig gemacht; die Verkäufe erneut ansehen</translation>
    </message>
    <message>
        <source>It was deleted or undone meanwhile; choose another</source>
        <translation>Inzwischen gelöscht oder rückgängig gemacht; ein anderes wählen</translation>
    </message>
    <message>
        <source>It was deleted or undone meanwhile; look at the pairs again</source>
        <translation>Inzwischen gelöscht oder rückgängig gemacht; die Paare erneut ansehen</translation>
    </message>
    <message>
        <source>Its cost is not needed</source>
        <translation>Sein Einstand wird nicht gebraucht</translation>
    </message>
    <message>
        <source>Kind of expense</source>
        <translation>Art der Ausgabe</translation>
    </message>
    <message>
        <source>Listed on</source>
        <translation>Eingestellt am</translation>
    </message>
    <message>
        <source>Listing ended on</source>
        <translation>Listing beendet am</translation>
    </message>
    <message>
        <source>Location</source>
        <translation>Lagerort</translation>
    </message>
    <message>
        <source>Look at it again</source>
        <translation>Erneut ansehen</translation>
    </message>
    <message>
        <source>Look at the sales again</source>
        <translation>Die Verkäufe erneut ansehen</translation>
    </message>
    <message>
        <source>Make room for at least {size:,.0f} MB on its disk</source>
        <translation>Mindestens {size:,.0f} MB auf dem Datenträger freimachen</translation>
    </message>
    <message>
        <source>Make room, then try again</source>
        <translation>Platz schaffen, dann erneut versuchen</translation>
    </message>
    <message>
        <source>Make sure that it belongs to you</source>
        <translation>Sicherstellen, dass der Ordner dem eigenen Benutzer gehört</translation>
    </message>
    <message>
        <source>Make sure that it is there and yours, or choose another folder</source>
        <translation>Sicherstellen, dass es ihn gibt und er dem eigenen Benutzer gehört, oder einen anderen Ordner wählen</translation>
    </message>
    <message>
        <source>Make sure that it is yours and the disk is not full, or choose another with --data-dir</source>
        <translation>Sicherstellen, dass er dem eigenen Benutzer gehört und der Datenträger nicht voll ist, oder mit --data-dir einen anderen wählen</translation>
    </message>
    <message>
        <source>Mercari sales report</source>
        <translation>Mercari-Verkaufsbericht</translation>
    </message>
    <message>
        <source>Missing columns, which stay unknown: {columns}</source>
        <translation>Fehlende Spalten, deren Werte unbekannt bleiben: {columns}</translation>
    </message>
    <message>
        <source>Model</source>
        <translation>Modell</translation>
    </message>
    <message>
        <source>Move it yourself, or it is read again at the next start</source>
        <translation>Von Hand verschieben, sonst wird sie beim nächsten Start erneut gelesen</translation>
    </message>
    <message>
        <source>Move them elsewhere, or choose another data folder</source>
        <translation>Die Dateien verschieben oder einen anderen Datenordner wählen</translation>
    </message>
    <message>
        <source>Name a file that ends in .csv or .xlsx</source>
        <translation>Eine Datei mit der Endung .csv oder .xlsx nennen</translation>
    </message>
    <message>
        <source>Name the folder that holds initdb and postgres, or unset {variable}</source>
        <translation>Den Ordner mit initdb und postgres nennen oder {variable} aufheben</translation>
    </message>
    <message>
        <source>Name the server that takes changes {url}</source>
        <translation>Den Server, der Änderungen annimmt, {url} nennen</translation>
    </message>
    <message>
        <source>New columns, which are kept but not read: {columns}</source>
        <translation>Neue Spalten, aufbewahrt, aber nicht gelesen: {columns}</translation>
    </message>
    <message>
        <source>No PostgreSQL server in {folder}, the folder named by {variable}</source>
        <translation>Kein PostgreSQL-Server in {folder}, dem Ordner aus {variable}</translation>
    </message>
    <message>
        <source>No TCP port is free on {host}</source>
        <translation>Auf {host} ist kein TCP-Port frei</translation>
    </message>
    <message>
        <source>Notes</source>
        <translation>Notizen</translation>
    </message>
    <message>
        <source>Nothing half done was kept; make room there, then try again</source>
        <translation>Nichts blieb halb fertig; dort Platz schaffen, dann erneut versuchen</translation>
    </message>
    <message>
        <source>Nothing half done was kept; try again, or see `soleflip doctor`</source>
        <translation>Nichts blieb halb fertig; erneut versuchen oder `soleflip doctor` ansehen</translation>
    </message>
    <message>
        <source>Nothing in it was changed; keep using the previous version and report this</source>
        <translation>Darin wurde nichts geändert; die vorige Version weiter nutzen und dies melden</translation>
    </message>
    <message>
        <source>Nothing was kept; try again</source>
        <translation>Nichts wurde behalten; erneut versuchen</translation>
    </message>
    <message>
        <source>Notion inventory, purchases</source>
        <translation>Notion-Bestand, Einkäufe</translation>
    </message>
    <message>
        <source>Notion inventory, sales</source>
        <translation>Notion-Bestand, Verkäufe</translation>
    </message>
    <message>
        <source>Number of the listing</source>
        <translation>Nummer des Listings</translation>
    </message>
    <message>
        <source>Open it with the password and save it without one</source>
        <translation>Mit dem Passwort öffnen und ohne speichern</translation>
    </message>
    <message>
        <source>Open it with: chmod o+x {shelter}</source>
        <translation>Öffnen mit: chmod o+x {shelter}</translation>
    </message>
    <message>
        <source>Order number</source>
        <translation>Bestellnummer</translation>
    </message>
    <message>
        <source>Order number of the sale</source>
        <translation>Bestellnummer des Verkaufs</translation>
    </message>
    <message>
        <source>Orders of several products, each read as one sale: {count}</source>
        <translation>Bestellungen mit mehreren Produkten, je als ein Verkauf gelesen: {count}</translation>
    </message>
    <message>
        <source>Own table of expenses</source>
        <translation>Eigene Tabelle mit Ausgaben</translation>
    </message>
    <message>
        <source>Own table of listings</source>
        <translation>Eigene Tabelle mit Listings</translation>
    </message>
    <message>
        <source>Own table of purchases</source>
        <translation>Eigene Tabelle, Einkäufe</translation>
    </message>
    <message>
        <source>Own table of sales</source>
        <translation>Eigene Tabelle, Verkäufe</translation>
    </message>
    <message>
        <source>PayPal activity</source>
        <translation>PayPal-Aktivitäten</translation>
    </message>
    <message>
        <source>Payment fee</source>
        <translation>Zahlungsgebühr</translation>
    </message>
    <message>
        <source>Payout</source>
        <translation>Auszahlung</translation>
    </message>
    <message>
        <source>Payout date</source>
        <translation>Auszahlungstag</translation>
    </message>
    <message>
        <source>Payout reference</source>
        <translation>Auszahlungsreferenz</translation>
    </message>
    <message>
        <source>Platform</source>
        <translation>Plattform</translation>
    </message>
    <message>
        <source>Platform fee</source>
        <translation>Plattformgebühr</translation>
    </message>
    <message>
        <source>Poshmark sales report</source>
        <translation>Poshmark-Verkaufsbericht</translation>
    </message>
    <message>
        <source>PostgreSQL did not start. Its log {log} ends with:
{tail}</source>
        <translation>PostgreSQL ist nicht gestartet. Sein Protokoll {log} endet mit:
{tail}</translation>
    </message>
    <message>
        <source>PostgreSQL does not let SoleFlip in: {answer}. Its log {log} says:
{tail}</source>
        <translation>PostgreSQL lässt SoleFlip nicht ein: {answer}. Sein Protokoll {log} sagt:
{tail}</translation>
    </message>
    <message>
        <source>PostgreSQL does not stop: {output}
{tail}</source>
        <translation>PostgreSQL hält nicht an: {output}
{tail}</translation>
    </message>
    <message>
        <source>PostgreSQL ends right after its start; its log is {log}</source>
        <translation>PostgreSQL endet gleich nach dem Start; sein Protokoll ist {log}</translation>
    </message>
    <message>
        <source>PostgreSQL is still recovering after {seconds:.0f} seconds. Its log {log} ends with:
{tail}</source>
        <translation>PostgreSQL stellt sich nach {seconds:.0f} Sekunden noch wieder her. Sein Protokoll {log} endet mit:
{tail}</translation>
    </message>
    <message>
        <source>PostgreSQL refuses to run as root, and there is no other user {user}</source>
        <translation>PostgreSQL läuft nicht als root, und es gibt keinen anderen Benutzer {user}</translation>
    </message>
    <message>
        <source>PostgreSQL {version} at {place}, {database}, {size:,.0f} MB</source>
        <translation>PostgreSQL {version} auf {place}, {database}, {size:,.0f} MB</translation>
    </message>
    <message>
        <source>Price</source>
        <translation>Kaufpreis</translation>
    </message>
    <message>
        <source>Product</source>
        <translation>Produkt</translation>
    </message>
    <message>
        <source>Purchase date</source>
        <translation>Kauftag</translation>
    </message>
    <message>
        <source>Purchase price</source>
        <translation>Kaufpreis</translation>
    </message>
    <message>
        <source>Purchases CSV</source>
        <translation>Einkäufe als CSV</translation>
    </message>
    <message>
        <source>Put it back and import it again</source>
        <translation>Zurücklegen und erneut importieren</translation>
    </message>
    <message>
        <source>Quantity</source>
        <translation>Anzahl</translation>
    </message>
    <message>
        <source>Receipt number</source>
        <translation>Belegnummer</translation>
    </message>
    <message>
        <source>Release it there first, or choose another pair</source>
        <translation>Zuerst dort lösen oder ein anderes Paar wählen</translation>
    </message>
    <message>
        <source>Release the pair of the sale first</source>
        <translation>Zuerst das Paar des Verkaufs lösen</translation>
    </message>
    <message>
        <source>Release the pair there first, or free the sale as well</source>
        <translation>Zuerst das Paar dort lösen oder auch den Verkauf lösen</translation>
    </message>
    <message>
        <source>Remove it to load it anew</source>
        <translation>Entfernen, um sie neu zu laden</translation>
    </message>
    <message>
        <source>Rename or delete one of them</source>
        <translation>Eine davon umbenennen oder löschen</translation>
    </message>
    <message>
        <source>Reopen the period first</source>
        <translation>Zuerst den Zeitraum wieder öffnen</translation>
    </message>
    <message>
        <source>Restart the computer</source>
        <translation>Den Rechner neu starten</translation>
    </message>
    <message>
        <source>Row {row} of {file} has no cell {header}</source>
        <translation>Datensatz {row} von {file} hat keine Zelle {header}</translation>
    </message>
    <message>
        <source>Sale date</source>
        <translation>Verkaufstag</translation>
    </message>
    <message>
        <source>Sale price</source>
        <translation>Verkaufspreis</translation>
    </message>
    <message>
        <source>Sales tracker, purchases</source>
        <translation>Verkaufsliste, Einkäufe</translation>
    </message>
    <message>
        <source>Sales tracker, sales</source>
        <translation>Verkaufsliste, Verkäufe</translation>
    </message>
    <message>
        <source>Save it again</source>
        <translation>Neu speichern</translation>
    </message>
    <message>
        <source>Save it as an Excel workbook (.xlsx) or as CSV (UTF-8)</source>
        <translation>Als Excel-Arbeitsmappe (.xlsx) oder als CSV (UTF-8) speichern</translation>
    </message>
    <message>
        <source>Say anew what its columns are</source>
        <translation>Die Spalten neu zuordnen</translation>
    </message>
    <message>
        <source>Say how it is written</source>
        <translation>Die Schreibweise angeben</translation>
    </message>
    <message>
        <source>Say which column is the amount</source>
        <translation>Eine Spalte dem Betrag zuordnen</translation>
    </message>
    <message>
        <source>Say which column is the date</source>
        <translation>Eine Spalte dem Datum zuordnen</translation>
    </message>
    <message>
        <source>Say which column is the day of the listing</source>
        <translation>Eine Spalte dem Tag des Listings zuordnen</translation>
    </message>
    <message>
        <source>Say which column is the platform, or name it for the whole table</source>
        <translation>Eine Spalte der Plattform zuordnen oder sie für die ganze Tabelle nennen</translation>
    </message>
    <message>
        <source>Say which column is the product, the style code or the model</source>
        <translation>Eine Spalte dem Produkt, dem Style-Code oder dem Modell zuordnen</translation>
    </message>
    <message>
        <source>Say which column is the purchase price, the purchase date or the supplier</source>
        <translation>Eine Spalte dem Kaufpreis, dem Kauftag oder dem Lieferanten zuordnen</translation>
    </message>
    <message>
        <source>Say which column is the sale date</source>
        <translation>Eine Spalte dem Verkaufstag zuordnen</translation>
    </message>
    <message>
        <source>Say which column is the sale price or the payout</source>
        <translation>Eine Spalte dem Verkaufspreis oder der Auszahlung zuordnen</translation>
    </message>
    <message>
        <source>See what the window says about it</source>
        <translation>Nachsehen, was das Fenster dazu sagt</translation>
    </message>
    <message>
        <source>Shipping cost of the sale</source>
        <translation>Versandkosten des Verkaufs</translation>
    </message>
    <message>
        <source>Shipping of the order</source>
        <translation>Versandkosten der Bestellung</translation>
    </message>
    <message>
        <source>Shopify orders</source>
        <translation>Shopify-Bestellungen</translation>
    </message>
    <message>
        <source>Shorten the cell, or check for a missing quote</source>
        <translation>Die Zelle kürzen oder nach einem fehlenden Anführungszeichen suchen</translation>
    </message>
    <message>
        <source>Size</source>
        <translation>Größe</translation>
    </message>
    <message>
        <source>SoleFlip runs as root, so its database server runs as the user {user}, who may not enter {folder}; the folder {shelter} cannot be used instead: {reason}</source>
        <translation>SoleFlip läuft als root, also sein Datenbankserver als Benutzer {user}, der {folder} nicht betreten darf; der Ordner {shelter} taugt nicht als Ersatz: {reason}</translation>
    </message>
    <message>
        <source>Somebody else may have deleted it</source>
        <translation>Vielleicht wurde sie anderswo gelöscht</translation>
    </message>
    <message>
        <source>Start SoleFlip again: it brings the database up to date</source>
        <translation>SoleFlip neu starten: Das bringt die Datenbank auf den neuesten Stand</translation>
    </message>
    <message>
        <source>Start SoleFlip as an ordinary user, or name an existing system user in {variable}</source>
        <translation>SoleFlip als gewöhnlicher Benutzer starten oder in {variable} einen vorhandenen Systembenutzer nennen</translation>
    </message>
    <message>
        <source>Start SoleFlip as an ordinary user, or open the folder with: chmod o+x {folder}</source>
        <translation>SoleFlip als gewöhnlicher Benutzer starten oder den Ordner öffnen mit: chmod o+x {folder}</translation>
    </message>
    <message>
        <source>State</source>
        <translation>Status</translation>
    </message>
    <message>
        <source>Status</source>
        <translation>Status</translation>
    </message>
    <message>
        <source>StockX orders (API)</source>
        <translation>StockX-Bestellungen (API)</translation>
    </message>
    <message>
        <source>StockX sales (US account)</source>
        <translation>StockX-Verkäufe (US-Konto)</translation>
    </message>
    <message>
        <source>StockX sales report</source>
        <translation>StockX-Verkaufsbericht</translation>
    </message>
    <message>
        <source>Stripe payout reconciliation</source>
        <translation>Stripe-Auszahlungsabgleich</translation>
    </message>
    <message>
        <source>Style code</source>
        <translation>Style-Code</translation>
    </message>
    <message>
        <source>Such rows have no field “{field}”</source>
        <translation>Solche Zeilen haben kein Feld „{field}“</translation>
    </message>
    <message>
        <source>Supplier</source>
        <translation>Lieferant</translation>
    </message>
    <message>
        <source>Supplier’s order number</source>
        <translation>Bestellnummer des Lieferanten</translation>
    </message>
    <message>
        <source>Tags</source>
        <translation>Tags</translation>
    </message>
    <message>
        <source>The PostgreSQL server that comes with SoleFlip is missing</source>
        <translation>Der mitgelieferte PostgreSQL-Server fehlt</translation>
    </message>
    <message>
        <source>The cells look like names of products</source>
        <translation>Die Zellen sehen nach Produktnamen aus</translation>
    </message>
    <message>
        <source>The columns cannot be remembered yet</source>
        <translation>Die Spalten lassen sich noch nicht merken</translation>
    </message>
    <message>
        <source>The connection to the database server cannot be encrypted as it should be</source>
        <translation>Die Verbindung zum Datenbankserver lässt sich nicht wie verlangt verschlüsseln</translation>
    </message>
    <message>
        <source>The cost of {order} is made of the price, {price} {currency}, with extra costs or less the VAT that is reclaimed</source>
        <translation>Der Einstand von {order} ist der Kaufpreis, {price} {currency}, mit Nebenkosten oder abzüglich Vorsteuer</translation>
    </message>
    <message>
        <source>The cost of {order} was changed meanwhile to {price} {currency}</source>
        <translation>Der Einstand von {order} wurde inzwischen auf {price} {currency} geändert</translation>
    </message>
    <message>
        <source>The data folder {folder} cannot be made: {reason}</source>
        <translation>Der Datenordner {folder} lässt sich nicht anlegen: {reason}</translation>
    </message>
    <message>
        <source>The data folder {folder} cannot be used: {reason}</source>
        <translation>Der Datenordner {folder} ist nicht nutzbar: {reason}</translation>
    </message>
    <message>
        <source>The database already holds a table {schema}.{table} that SoleFlip did not make</source>
        <translation>Die Datenbank enthält schon eine Tabelle {schema}.{table}, die nicht von SoleFlip ist</translation>
    </message>
    <message>
        <source>The database broke the work off</source>
        <translation>Die Datenbank hat die Arbeit abgebrochen</translation>
    </message>
    <message>
        <source>The database could not be brought to the form this version needs ({answer})</source>
        <translation>Die Datenbank ließ sich nicht auf das Schema dieser Version bringen ({answer})</translation>
    </message>
    <message>
        <source>The database could not be created in {folder}; initdb says:
{output}</source>
        <translation>Die Datenbank ließ sich in {folder} nicht anlegen; initdb sagt:
{output}</translation>
    </message>
    <message>
        <source>The database does not answer ({answer})</source>
        <translation>Die Datenbank antwortet nicht ({answer})</translation>
    </message>
    <message>
        <source>The database driver is not the compiled one: {found}</source>
        <translation>Der Datenbanktreiber ist nicht der kompilierte: {found}</translation>
    </message>
    <message>
        <source>The database in {folder} was written by PostgreSQL {version}, this SoleFlip brings PostgreSQL {ours}</source>
        <translation>Die Datenbank in {folder} stammt von PostgreSQL {version}, dieses SoleFlip bringt PostgreSQL {ours} mit</translation>
    </message>
    <message>
        <source>The database in {folder} was written by PostgreSQL {version}, this SoleFlip brings only PostgreSQL {ours}</source>
        <translation>Die Datenbank in {folder} stammt von PostgreSQL {version}, dieses SoleFlip bringt nur PostgreSQL {ours} mit</translation>
    </message>
    <message>
        <source>The database is not open</source>
        <translation>Die Datenbank ist nicht offen</translation>
    </message>
    <message>
        <source>The database of {folder} was kept in {place}, which is gone</source>
        <translation>Die Datenbank von {folder} lag in {place}, und das gibt es nicht mehr</translation>
    </message>
    <message>
        <source>The database server does not allow this to the user</source>
        <translation>Der Datenbankserver erlaubt dies dem Benutzer nicht</translation>
    </message>
    <message>
        <source>The database server does not let this user in, or not with this password</source>
        <translation>Der Datenbankserver lässt diesen Benutzer nicht ein, oder nicht mit diesem Passwort</translation>
    </message>
    <message>
        <source>The database server has no connection left for SoleFlip</source>
        <translation>Der Datenbankserver hat keine Verbindung mehr für SoleFlip</translation>
    </message>
    <message>
        <source>The database server only lets read</source>
        <translation>Der Datenbankserver erlaubt nur Lesen</translation>
    </message>
    <message>
        <source>The database stores text as {encoding}; SoleFlip needs UTF8</source>
        <translation>Die Datenbank speichert Text als {encoding}; SoleFlip braucht UTF8</translation>
    </message>
    <message>
        <source>The database was written by a newer SoleFlip (its form is {revision}, this version knows up to {head})</source>
        <translation>Die Datenbank stammt von einem neueren SoleFlip (ihr Schema ist {revision}, diese Version kennt bis {head})</translation>
    </message>
    <message>
        <source>The day bought, {day:%Y-%m-%d}, lies in the future</source>
        <translation>Der Kauftag, {day:%Y-%m-%d}, liegt in der Zukunft</translation>
    </message>
    <message>
        <source>The disk of the database is full</source>
        <translation>Der Datenträger der Datenbank ist voll</translation>
    </message>
    <message>
        <source>The environment variable {variable}: {shown} {reason}</source>
        <translation>Umgebungsvariable {variable}: {shown} {reason}</translation>
    </message>
    <message>
        <source>The extra costs of this pair are in {currency}</source>
        <translation>Die Nebenkosten dieses Paars sind in {currency}</translation>
    </message>
    <message>
        <source>The file names no fees: what payouts lack of prices is booked as other adjustment</source>
        <translation>Die Datei nennt keine Gebühren: Was den Auszahlungen an den Preisen fehlt, wird als sonstige Anpassung gebucht</translation>
    </message>
    <message>
        <source>The folder {folder} cannot be used: {reason}</source>
        <translation>Der Ordner {folder} ist nicht nutzbar: {reason}</translation>
    </message>
    <message>
        <source>The header says so</source>
        <translation>Die Überschrift sagt es</translation>
    </message>
    <message>
        <source>The log cannot be read: {reason}</source>
        <translation>Das Protokoll ist nicht lesbar: {reason}</translation>
    </message>
    <message>
        <source>The name of the profile is too long</source>
        <translation>Der Name des Profils ist zu lang</translation>
    </message>
    <message>
        <source>The name of the view is too long</source>
        <translation>Der Name der Ansicht ist zu lang</translation>
    </message>
    <message>
        <source>The note {note} of the data folder cannot be read: {reason}</source>
        <translation>Die Notiz {note} zum Datenordner ist nicht lesbar: {reason}</translation>
    </message>
    <message>
        <source>The pair cannot have been sold: it is {state}</source>
        <translation>Das Paar kann nicht verkauft sein: {state}</translation>
    </message>
    <message>
        <source>The pair is gone</source>
        <translation>Das Paar gibt es nicht mehr</translation>
    </message>
    <message>
        <source>The pair is held by the sale {orders}</source>
        <translation>Das Paar gehört zum Verkauf {orders}</translation>
    </message>
    <message>
        <source>The pair is held by the sale {order}</source>
        <translation>Das Paar gehört zum Verkauf {order}</translation>
    </message>
    <message>
        <source>The pair is sold, with the sale {order}: its state follows that sale</source>
        <translation>Das Paar ist verkauft, mit Verkauf {order}: Sein Status folgt diesem Verkauf</translation>
    </message>
    <message>
        <source>The pair of {order} was paid in {currency}</source>
        <translation>Das Paar von {order} wurde in {currency} bezahlt</translation>
    </message>
    <message>
        <source>The password of the database is missing: {file} is gone or empty</source>
        <translation>Das Passwort der Datenbank fehlt: {file} ist weg oder leer</translation>
    </message>
    <message>
        <source>The price of this pair is in {currency}</source>
        <translation>Der Kaufpreis dieses Paars ist in {currency}</translation>
    </message>
    <message>
        <source>The process {process} of a killed database server on {folder} does not end</source>
        <translation>Der Prozess {process} eines abgebrochenen Datenbankservers auf {folder} endet nicht</translation>
    </message>
    <message>
        <source>The profile is gone</source>
        <translation>Das Profil gibt es nicht mehr</translation>
    </message>
    <message>
        <source>The profile “{name}” was saved by a later version</source>
        <translation>Das Profil „{name}“ stammt aus einer neueren Version</translation>
    </message>
    <message>
        <source>The sale {order} has another pair meanwhile</source>
        <translation>Der Verkauf {order} hat inzwischen ein anderes Paar</translation>
    </message>
    <message>
        <source>The sale {order} has its pair already</source>
        <translation>Der Verkauf {order} hat schon sein Paar</translation>
    </message>
    <message>
        <source>The sale {order} holds no pair</source>
        <translation>Der Verkauf {order} hat kein Paar</translation>
    </message>
    <message>
        <source>The sale {order} holds no pair: it is {state}</source>
        <translation>Der Verkauf {order} hat kein Paar: {state}</translation>
    </message>
    <message>
        <source>The sample data cannot be written: {reason}</source>
        <translation>Die Beispieldaten sind nicht schreibbar: {reason}</translation>
    </message>
    <message>
        <source>The sample data is there already</source>
        <translation>Die Beispieldaten sind schon da</translation>
    </message>
    <message>
        <source>The server runs PostgreSQL {name}; SoleFlip needs {least} or later</source>
        <translation>Auf dem Server läuft PostgreSQL {name}; SoleFlip braucht mindestens {least}</translation>
    </message>
    <message>
        <source>The server runs PostgreSQL {version}; SoleFlip needs {least} or later</source>
        <translation>Auf dem Server läuft PostgreSQL {version}; SoleFlip braucht mindestens {least}</translation>
    </message>
    <message>
        <source>The settings file {file} cannot be read: {reason}</source>
        <translation>Die Einstellungsdatei {file} ist nicht lesbar: {reason}</translation>
    </message>
    <message>
        <source>The settings file {file} cannot be written: {reason}</source>
        <translation>Die Einstellungsdatei {file} ist nicht schreibbar: {reason}</translation>
    </message>
    <message>
        <source>The settings file {file} holds no JSON object</source>
        <translation>Die Einstellungsdatei {file} enthält kein JSON-Objekt</translation>
    </message>
    <message>
        <source>The settings file {file} is damaged: {reason}</source>
        <translation>Die Einstellungsdatei {file} ist beschädigt: {reason}</translation>
    </message>
    <message>
        <source>The settings file {file} sets &quot;{name}&quot;, which is no setting</source>
        <translation>Die Einstellungsdatei {file} setzt „{name}“, was keine Einstellung ist</translation>
    </message>
    <message>
        <source>The settings file {file}, &quot;{field}&quot;: {shown} {reason}</source>
        <translation>Einstellungsdatei {file}, „{field}“: {shown} {reason}</translation>
    </message>
    <message>
        <source>The style code {code} was given to another product meanwhile</source>
        <translation>Der Style-Code {code} gehört inzwischen einem anderen Produkt</translation>
    </message>
    <message>
        <source>The user {user} may make nothing in the database {database}</source>
        <translation>Der Benutzer {user} darf in der Datenbank {database} nichts anlegen</translation>
    </message>
    <message>
        <source>The user {user} may not enter {shelter}</source>
        <translation>Der Benutzer {user} darf {shelter} nicht betreten</translation>
    </message>
    <message>
        <source>The view is gone</source>
        <translation>Die Ansicht gibt es nicht mehr</translation>
    </message>
    <message>
        <source>The watch folder {folder} cannot be read: {reason}</source>
        <translation>Der überwachte Ordner {folder} ist nicht lesbar: {reason}</translation>
    </message>
    <message>
        <source>There is a view “{name}” already</source>
        <translation>Eine Ansicht „{name}“ gibt es schon</translation>
    </message>
    <message>
        <source>There is no change set {number}</source>
        <translation>Einen Änderungssatz {number} gibt es nicht</translation>
    </message>
    <message>
        <source>There is no import {number}</source>
        <translation>Einen Import {number} gibt es nicht</translation>
    </message>
    <message>
        <source>There is no pair {number} any more</source>
        <translation>Ein Paar {number} gibt es nicht mehr</translation>
    </message>
    <message>
        <source>There is no sale {number}</source>
        <translation>Einen Verkauf {number} gibt es nicht</translation>
    </message>
    <message>
        <source>There is no such database on the server</source>
        <translation>Diese Datenbank gibt es auf dem Server nicht</translation>
    </message>
    <message>
        <source>There is nothing to redo</source>
        <translation>Es gibt nichts zu wiederholen</translation>
    </message>
    <message>
        <source>There is nothing to undo</source>
        <translation>Es gibt nichts rückgängig zu machen</translation>
    </message>
    <message>
        <source>This cannot be undone: the sale {order} of {day} lies in the period {first} to {last}, which is closed</source>
        <translation>Nicht rückgängig zu machen: Der Verkauf {order} vom {day} liegt im abgeschlossenen Zeitraum {first} bis {last}</translation>
    </message>
    <message>
        <source>Tracking number</source>
        <translation>Sendungsnummer</translation>
    </message>
    <message>
        <source>Two columns are the field “{field}”: choose one</source>
        <translation>Zwei Spalten sind das Feld „{field}“: eine wählen</translation>
    </message>
    <message>
        <source>Type a day of the years {first} to {last}</source>
        <translation>Einen Tag der Jahre {first} bis {last} eintragen</translation>
    </message>
    <message>
        <source>Type a day up to {today:%Y-%m-%d}</source>
        <translation>Einen Tag bis {today:%Y-%m-%d} eintragen</translation>
    </message>
    <message>
        <source>Type a number from 1 to {most:,}</source>
        <translation>Eine Zahl von 1 bis {most:,} eintragen</translation>
    </message>
    <message>
        <source>Type an amount from 0 to {most:,} with at most two decimals</source>
        <translation>Einen Betrag von 0 bis {most:,} mit höchstens zwei Nachkommastellen eintragen</translation>
    </message>
    <message>
        <source>Type at most {most:,} characters</source>
        <translation>Höchstens {most:,} Zeichen eintragen</translation>
    </message>
    <message>
        <source>Type its name, or press Escape to keep the present one</source>
        <translation>Den Namen eintragen oder mit Escape den jetzigen behalten</translation>
    </message>
    <message>
        <source>Type one</source>
        <translation>Einen eintragen</translation>
    </message>
    <message>
        <source>Type one of them alone</source>
        <translation>Nur eines davon eintragen</translation>
    </message>
    <message>
        <source>Type percent from 0 to 100, such as 19</source>
        <translation>Prozent von 0 bis 100 eintragen, etwa 19</translation>
    </message>
    <message>
        <source>Type the code as it stands on the box</source>
        <translation>Den Code wie auf dem Karton eintragen</translation>
    </message>
    <message>
        <source>Type the currency&apos;s three letters, such as EUR</source>
        <translation>Die drei Buchstaben der Währung eintragen, etwa EUR</translation>
    </message>
    <message>
        <source>Type the price in {currency}, or clear the extra costs first</source>
        <translation>Den Kaufpreis in {currency} eintragen oder zuerst die Nebenkosten leeren</translation>
    </message>
    <message>
        <source>Type the right code instead of none</source>
        <translation>Den richtigen Code statt keinem eintragen</translation>
    </message>
    <message>
        <source>Type the style code of the right one</source>
        <translation>Den Style-Code des richtigen eintragen</translation>
    </message>
    <message>
        <source>Type the {column} first</source>
        <translation>Zuerst {column} eintragen</translation>
    </message>
    <message>
        <source>Type them in {currency}</source>
        <translation>In {currency} eintragen</translation>
    </message>
    <message>
        <source>Undo takes back a slip of the hand</source>
        <translation>Ein Versehen nimmt „Rückgängig“ zurück</translation>
    </message>
    <message>
        <source>Undo the rest, undo those changes too, or leave it as it is</source>
        <translation>Den Rest oder auch diese Änderungen rückgängig machen, oder es so lassen</translation>
    </message>
    <message>
        <source>Undo what was done there later first</source>
        <translation>Zuerst rückgängig machen, was dort später geschah</translation>
    </message>
    <message>
        <source>Unpack it and import the files inside</source>
        <translation>Entpacken und die Dateien darin importieren</translation>
    </message>
    <message>
        <source>Update SoleFlip</source>
        <translation>SoleFlip aktualisieren</translation>
    </message>
    <message>
        <source>Upgrade it, or let SoleFlip use its own</source>
        <translation>Ihn aktualisieren oder SoleFlip den eigenen nutzen lassen</translation>
    </message>
    <message>
        <source>Upgrade the server, or let SoleFlip use its own</source>
        <translation>Den Server aktualisieren oder SoleFlip den eigenen nutzen lassen</translation>
    </message>
    <message>
        <source>Use at most {most} letters</source>
        <translation>Höchstens {most} Zeichen nutzen</translation>
    </message>
    <message>
        <source>VAT amount</source>
        <translation>USt-Betrag</translation>
    </message>
    <message>
        <source>VAT cannot be reclaimed without a {column}</source>
        <translation>Ohne {column} ist keine Vorsteuer abziehbar</translation>
    </message>
    <message>
        <source>VAT rate</source>
        <translation>USt-Satz</translation>
    </message>
    <message>
        <source>VAT rate of the purchase</source>
        <translation>USt-Satz des Einkaufs</translation>
    </message>
    <message>
        <source>VAT rate of the sale</source>
        <translation>USt-Satz des Verkaufs</translation>
    </message>
    <message>
        <source>VAT reclaimable</source>
        <translation>Vorsteuer abziehbar</translation>
    </message>
    <message>
        <source>Wait a little and try again</source>
        <translation>Etwas warten und erneut versuchen</translation>
    </message>
    <message>
        <source>Wait until it is saved, then import it again</source>
        <translation>Warten, bis sie gespeichert ist, dann erneut importieren</translation>
    </message>
    <message>
        <source>WooCommerce orders</source>
        <translation>WooCommerce-Bestellungen</translation>
    </message>
    <message>
        <source>Yours was not written: look at it, then type it again</source>
        <translation>Die eigene Eingabe wurde nicht geschrieben: ansehen, dann erneut eintragen</translation>
    </message>
    <message>
        <source>Yours was not written: look at the pairs again</source>
        <translation>Die eigene Eingabe wurde nicht geschrieben: die Paare erneut ansehen</translation>
    </message>
    <message>
        <source>`soleflip imports` lists them</source>
        <translation>`soleflip imports` listet sie auf</translation>
    </message>
    <message>
        <source>a 7z archive</source>
        <translation>ein 7z-Archiv</translation>
    </message>
    <message>
        <source>a GIF image</source>
        <translation>ein GIF-Bild</translation>
    </message>
    <message>
        <source>a JPEG image</source>
        <translation>ein JPEG-Bild</translation>
    </message>
    <message>
        <source>a Linux program</source>
        <translation>ein Linux-Programm</translation>
    </message>
    <message>
        <source>a PDF document</source>
        <translation>ein PDF-Dokument</translation>
    </message>
    <message>
        <source>a PNG image</source>
        <translation>ein PNG-Bild</translation>
    </message>
    <message>
        <source>a PowerPoint presentation</source>
        <translation>eine PowerPoint-Präsentation</translation>
    </message>
    <message>
        <source>a RAR archive</source>
        <translation>ein RAR-Archiv</translation>
    </message>
    <message>
        <source>a Windows program</source>
        <translation>ein Windows-Programm</translation>
    </message>
    <message>
        <source>a Word document</source>
        <translation>ein Word-Dokument</translation>
    </message>
    <message>
        <source>a binary Excel workbook (.xlsb)</source>
        <translation>eine binäre Excel-Arbeitsmappe (.xlsb)</translation>
    </message>
    <message>
        <source>a cell of over {most:,} characters</source>
        <translation>eine Zelle mit über {most:,} Zeichen</translation>
    </message>
    <message>
        <source>a cell of {count:,} characters</source>
        <translation>eine Zelle mit {count:,} Zeichen</translation>
    </message>
    <message>
        <source>a document of Numbers, Pages or Keynote</source>
        <translation>ein Dokument von Numbers, Pages oder Keynote</translation>
    </message>
    <message>
        <source>a gzip archive</source>
        <translation>ein gzip-Archiv</translation>
    </message>
    <message>
        <source>a line has over {size} MB</source>
        <translation>eine Zeile hat über {size} MB</translation>
    </message>
    <message>
        <source>a macOS program</source>
        <translation>ein macOS-Programm</translation>
    </message>
    <message>
        <source>a row of over {size} MB</source>
        <translation>eine Zeile mit über {size} MB</translation>
    </message>
    <message>
        <source>a text has over {most:,} characters</source>
        <translation>ein Text hat über {most:,} Zeichen</translation>
    </message>
    <message>
        <source>a text holds a NUL character</source>
        <translation>ein Text enthält ein NUL-Zeichen</translation>
    </message>
    <message>
        <source>a text holds half of a character</source>
        <translation>ein Text enthält ein halbes Zeichen</translation>
    </message>
    <message>
        <source>alias sales report</source>
        <translation>alias-Verkaufsbericht</translation>
    </message>
    <message>
        <source>amounts of money</source>
        <translation>Geldbeträge</translation>
    </message>
    <message>
        <source>an SQLite database</source>
        <translation>eine SQLite-Datenbank</translation>
    </message>
    <message>
        <source>an object has the name &quot;{name}&quot; twice</source>
        <translation>ein Objekt hat den Namen „{name}“ doppelt</translation>
    </message>
    <message>
        <source>an old Excel or Word document</source>
        <translation>ein altes Excel- oder Word-Dokument</translation>
    </message>
    <message>
        <source>at {current}, newest {head}</source>
        <translation>Stand {current}, neuester {head}</translation>
    </message>
    <message>
        <source>belongs to no order</source>
        <translation>gehört zu keiner Bestellung</translation>
    </message>
    <message>
        <source>belongs to the header</source>
        <translation>gehört zur Kopfzeile</translation>
    </message>
    <message>
        <source>byte 0x{byte:02X} in line {line}</source>
        <translation>Byte 0x{byte:02X} in Zeile {line}</translation>
    </message>
    <message>
        <source>cancelled</source>
        <translation>abgebrochen</translation>
    </message>
    <message>
        <source>cannot be used: {reason}</source>
        <translation>ist nicht nutzbar: {reason}</translation>
    </message>
    <message>
        <source>consigned</source>
        <translation>in Kommission</translation>
    </message>
    <message>
        <source>currencies</source>
        <translation>Währungen</translation>
    </message>
    <message>
        <source>database {database}, pool size {pool}, log level {level}, rows at a time {rows:,}</source>
        <translation>Datenbank {database}, Poolgröße {pool}, Protokollstufe {level}, Zeilen je Lesevorgang {rows:,}</translation>
    </message>
    <message>
        <source>days</source>
        <translation>Tage</translation>
    </message>
    <message>
        <source>discarded</source>
        <translation>verworfen</translation>
    </message>
    <message>
        <source>eBay order earnings report</source>
        <translation>eBay-Bericht der Bestelleinnahmen</translation>
    </message>
    <message>
        <source>eBay orders report</source>
        <translation>eBay-Bestellbericht</translation>
    </message>
    <message>
        <source>eBay transaction report</source>
        <translation>eBay-Transaktionsbericht</translation>
    </message>
    <message>
        <source>embedded</source>
        <translation>mitgeliefert</translation>
    </message>
    <message>
        <source>failed</source>
        <translation>fehlgeschlagen</translation>
    </message>
    <message>
        <source>failed verification</source>
        <translation>Prüfung nicht bestanden</translation>
    </message>
    <message>
        <source>has no order number</source>
        <translation>hat keine Bestellnummer</translation>
    </message>
    <message>
        <source>has nothing but amounts</source>
        <translation>enthält nur Beträge</translation>
    </message>
    <message>
        <source>has nothing in the columns that are read</source>
        <translation>hat nichts in den gelesenen Spalten</translation>
    </message>
    <message>
        <source>has several items, and the file does not say which is which</source>
        <translation>hat mehrere Artikel, und die Datei sagt nicht, welcher welcher ist</translation>
    </message>
    <message>
        <source>has text behind its closing quote</source>
        <translation>hat Text hinter dem schließenden Anführungszeichen</translation>
    </message>
    <message>
        <source>holds no pair</source>
        <translation>enthält kein Paar</translation>
    </message>
    <message>
        <source>holds no purchase</source>
        <translation>enthält keinen Einkauf</translation>
    </message>
    <message>
        <source>holds no sale</source>
        <translation>enthält keinen Verkauf</translation>
    </message>
    <message>
        <source>holds {count:,} characters, at most {most:,} are read</source>
        <translation>enthält {count:,} Zeichen, höchstens {most:,} werden gelesen</translation>
    </message>
    <message>
        <source>imported</source>
        <translation>importiert</translation>
    </message>
    <message>
        <source>in stock</source>
        <translation>auf Lager</translation>
    </message>
    <message>
        <source>in the database&apos;s URL (Settings, or the variable DATABASE_URL)</source>
        <translation>in der URL der Datenbank (Einstellungen oder Variable DATABASE_URL)</translation>
    </message>
    <message>
        <source>incoming</source>
        <translation>unterwegs</translation>
    </message>
    <message>
        <source>is a heading</source>
        <translation>ist eine Überschrift</translation>
    </message>
    <message>
        <source>is a total</source>
        <translation>ist eine Summe</translation>
    </message>
    <message>
        <source>is a type that is not known</source>
        <translation>ist eine unbekannte Art</translation>
    </message>
    <message>
        <source>is about an order of which an amount cannot be read</source>
        <translation>betrifft eine Bestellung, von der ein Betrag nicht lesbar ist</translation>
    </message>
    <message>
        <source>is about an order that is not in this file</source>
        <translation>betrifft eine Bestellung, die nicht in dieser Datei steht</translation>
    </message>
    <message>
        <source>is blank</source>
        <translation>ist leer</translation>
    </message>
    <message>
        <source>is counted in with the sale of its order</source>
        <translation>zählt schon beim Verkauf ihrer Bestellung mit</translation>
    </message>
    <message>
        <source>is empty</source>
        <translation>ist leer</translation>
    </message>
    <message>
        <source>is no URL such as postgresql://user:password@host:5432/database</source>
        <translation>ist keine URL wie postgresql://user:password@host:5432/database</translation>
    </message>
    <message>
        <source>is no URL; write / : @ in a password as %2F %3A %40</source>
        <translation>ist keine URL; / : @ in einem Passwort als %2F %3A %40 schreiben</translation>
    </message>
    <message>
        <source>is not the code of a currency in use, such as EUR</source>
        <translation>ist kein Code einer gültigen Währung wie EUR</translation>
    </message>
    <message>
        <source>is of a pair that is not sold</source>
        <translation>betrifft ein nicht verkauftes Paar</translation>
    </message>
    <message>
        <source>is the report&apos;s footer</source>
        <translation>ist die Fußzeile des Berichts</translation>
    </message>
    <message>
        <source>is the table&apos;s total</source>
        <translation>ist die Summe der Tabelle</translation>
    </message>
    <message>
        <source>is the total of an order whose items have rows of their own</source>
        <translation>ist die Summe einer Bestellung, deren Artikel eigene Zeilen haben</translation>
    </message>
    <message>
        <source>it holds {value} in place of a number</source>
        <translation>sie enthält {value} statt einer Zahl</translation>
    </message>
    <message>
        <source>it is larger than {most} MB</source>
        <translation>sie ist größer als {most} MB</translation>
    </message>
    <message>
        <source>its value</source>
        <translation>der Wert</translation>
    </message>
    <message>
        <source>kinds of expenses</source>
        <translation>Arten von Ausgaben</translation>
    </message>
    <message>
        <source>known</source>
        <translation>bekannt</translation>
    </message>
    <message>
        <source>more than {most:,} formats</source>
        <translation>mehr als {most:,} Formate</translation>
    </message>
    <message>
        <source>more than {most:,} repeated cells</source>
        <translation>mehr als {most:,} wiederholte Zellen</translation>
    </message>
    <message>
        <source>more than {most:,} sheets</source>
        <translation>mehr als {most:,} Blätter</translation>
    </message>
    <message>
        <source>more than {most:,} texts</source>
        <translation>mehr als {most:,} Texte</translation>
    </message>
    <message>
        <source>moves money of sales that have rows of their own</source>
        <translation>bewegt Geld von Verkäufen, die eigene Zeilen haben</translation>
    </message>
    <message>
        <source>names no database, as in postgresql://user:password@host:5432/database</source>
        <translation>nennt keine Datenbank wie in postgresql://user:password@host:5432/database</translation>
    </message>
    <message>
        <source>names no order</source>
        <translation>nennt keine Bestellung</translation>
    </message>
    <message>
        <source>new</source>
        <translation>neu</translation>
    </message>
    <message>
        <source>new with defects</source>
        <translation>neu mit Mängeln</translation>
    </message>
    <message>
        <source>no</source>
        <translation>nein</translation>
    </message>
    <message>
        <source>no answer</source>
        <translation>keine Antwort</translation>
    </message>
    <message>
        <source>none</source>
        <translation>keiner</translation>
    </message>
    <message>
        <source>none waits</source>
        <translation>keiner wartet</translation>
    </message>
    <message>
        <source>opens a quote that is never closed: the file is cut off</source>
        <translation>öffnet ein Anführungszeichen, das nie schließt: Die Datei ist abgeschnitten</translation>
    </message>
    <message>
        <source>order numbers</source>
        <translation>Bestellnummern</translation>
    </message>
    <message>
        <source>percentages</source>
        <translation>Prozentsätze</translation>
    </message>
    <message>
        <source>platforms</source>
        <translation>Plattformen</translation>
    </message>
    <message>
        <source>postgres or nobody</source>
        <translation>postgres oder nobody</translation>
    </message>
    <message>
        <source>purchase price</source>
        <translation>Kaufpreis</translation>
    </message>
    <message>
        <source>repeats the header</source>
        <translation>wiederholt die Kopfzeile</translation>
    </message>
    <message>
        <source>returned</source>
        <translation>zurückgegeben</translation>
    </message>
    <message>
        <source>returned to supplier</source>
        <translation>an den Lieferanten zurückgegeben</translation>
    </message>
    <message>
        <source>row {row}</source>
        <translation>Datensatz {row}</translation>
    </message>
    <message>
        <source>says nothing of a purchase</source>
        <translation>nennt keinen Einkauf</translation>
    </message>
    <message>
        <source>says nothing of a sale</source>
        <translation>nennt keinen Verkauf</translation>
    </message>
    <message>
        <source>sizes</source>
        <translation>Größen</translation>
    </message>
    <message>
        <source>small whole numbers</source>
        <translation>kleine ganze Zahlen</translation>
    </message>
    <message>
        <source>something else</source>
        <translation>etwas anderem</translation>
    </message>
    <message>
        <source>staged</source>
        <translation>wartet</translation>
    </message>
    <message>
        <source>style codes</source>
        <translation>Style-Codes</translation>
    </message>
    <message>
        <source>the header</source>
        <translation>Kopfzeile</translation>
    </message>
    <message>
        <source>the name &quot;{name}&quot; comes twice</source>
        <translation>der Name „{name}“ kommt doppelt vor</translation>
    </message>
    <message>
        <source>the name “{name}”</source>
        <translation>den Namen „{name}“</translation>
    </message>
    <message>
        <source>the style code {code}</source>
        <translation>den Style-Code {code}</translation>
    </message>
    <message>
        <source>unknown</source>
        <translation>unbekannt</translation>
    </message>
    <message>
        <source>used</source>
        <translation>gebraucht</translation>
    </message>
    <message>
        <source>waiting: {imports}</source>
        <translation>wartet: {imports}</translation>
    </message>
    <message>
        <source>words for a status</source>
        <translation>Wörter für einen Status</translation>
    </message>
    <message>
        <source>written off</source>
        <translation>abgeschrieben</translation>
    </message>
    <message>
        <source>yes</source>
        <translation>ja</translation>
    </message>
    <message>
        <source>yes or no</source>
        <translation>ja oder nein</translation>
    </message>
    <message>
        <source>{amount} cannot be what a pair cost</source>
        <translation>{amount} kann nicht der Einstand eines Paars sein</translation>
    </message>
    <message>
        <source>{codes} are the style codes of {count} products</source>
        <translation>{codes} sind die Style-Codes von {count} Produkten</translation>
    </message>
    <message>
        <source>{codes} is the style code of {count:,} other pairs and sales as well</source>
        <translation>{codes} ist auch der Style-Code von {count:,} anderen Paaren und Verkäufen</translation>
    </message>
    <message>
        <source>{count:,} pairs cannot be added at once</source>
        <translation>{count:,} Paare lassen sich nicht auf einmal anlegen</translation>
    </message>
    <message>
        <source>{count:,} rows are more than the {most:,} of an XLSX sheet</source>
        <translation>{count:,} Zeilen sind mehr als die {most:,} eines XLSX-Blatts</translation>
    </message>
    <message>
        <source>{count} of {all} cells are {kind}</source>
        <translation>{count} von {all} Zellen: {kind}</translation>
    </message>
    <message>
        <source>{count} products are called “{name}”</source>
        <translation>{count} Produkte heißen „{name}“</translation>
    </message>
    <message>
        <source>{count} products have {what}</source>
        <translation>{count} Produkte haben {what}</translation>
    </message>
    <message>
        <source>{day:%Y-%m-%d} cannot be right</source>
        <translation>{day:%Y-%m-%d} kann nicht stimmen</translation>
    </message>
    <message>
        <source>{field} of {product} was changed meanwhile to {value}</source>
        <translation>{field} von {product} wurde inzwischen zu {value}</translation>
    </message>
    <message>
        <source>{file} can be read in two ways: column &quot;{column}&quot; holds {examples}</source>
        <translation>{file} ist mehrdeutig: Spalte „{column}“ enthält {examples}</translation>
    </message>
    <message>
        <source>{file} cannot be moved to {folder}: {reason}</source>
        <translation>{file} lässt sich nicht nach {folder} verschieben: {reason}</translation>
    </message>
    <message>
        <source>{file} cannot be read yet</source>
        <translation>{file} ist noch nicht lesbar</translation>
    </message>
    <message>
        <source>{file} cannot be read: {reason}</source>
        <translation>{file} ist nicht lesbar: {reason}</translation>
    </message>
    <message>
        <source>{file} cannot be written: {reason}</source>
        <translation>{file} ist nicht schreibbar: {reason}</translation>
    </message>
    <message>
        <source>{file} could be {titles}</source>
        <translation>{file} könnte sein: {titles}</translation>
    </message>
    <message>
        <source>{file} declares XML entities, which no spreadsheet program does</source>
        <translation>{file} deklariert XML-Entitäten, was keine Tabellenkalkulation tut</translation>
    </message>
    <message>
        <source>{file} has no column &quot;{column}&quot;</source>
        <translation>{file} hat keine Spalte „{column}“</translation>
    </message>
    <message>
        <source>{file} has no column {column}</source>
        <translation>{file} hat keine Spalte {column}</translation>
    </message>
    <message>
        <source>{file} has no row {row} with a column {header}</source>
        <translation>{file} hat keinen Datensatz {row} mit einer Spalte {header}</translation>
    </message>
    <message>
        <source>{file} has no rows below its header in row {row}</source>
        <translation>{file} hat keine Zeilen unter der Kopfzeile in Zeile {row}</translation>
    </message>
    <message>
        <source>{file} has no sheets</source>
        <translation>{file} hat keine Blätter</translation>
    </message>
    <message>
        <source>{file} has the column &quot;{column}&quot; twice, as column {first} and {second}</source>
        <translation>{file} hat die Spalte „{column}“ doppelt, als Spalte {first} und {second}</translation>
    </message>
    <message>
        <source>{file} has {count:,} columns, at most {most:,} are read</source>
        <translation>{file} hat {count:,} Spalten, höchstens {most:,} werden gelesen</translation>
    </message>
    <message>
        <source>{file} holds a NUL character in line {line}</source>
        <translation>{file} enthält ein NUL-Zeichen in Zeile {line}</translation>
    </message>
    <message>
        <source>{file} holds a path that leads out of it: &quot;{path}&quot;</source>
        <translation>{file} enthält einen Pfad, der hinausführt: „{path}“</translation>
    </message>
    <message>
        <source>{file} holds more files than are read</source>
        <translation>{file} enthält mehr Dateien, als gelesen werden</translation>
    </message>
    <message>
        <source>{file} holds more than is read</source>
        <translation>{file} enthält mehr, als gelesen wird</translation>
    </message>
    <message>
        <source>{file} holds more than {count:,} values</source>
        <translation>{file} enthält mehr als {count:,} Werte</translation>
    </message>
    <message>
        <source>{file} holds no complete profile</source>
        <translation>{file} enthält kein vollständiges Profil</translation>
    </message>
    <message>
        <source>{file} holds no entries</source>
        <translation>{file} enthält keine Einträge</translation>
    </message>
    <message>
        <source>{file} holds no list of entries</source>
        <translation>{file} enthält keine Liste von Einträgen</translation>
    </message>
    <message>
        <source>{file} holds no row that can be imported</source>
        <translation>{file} enthält keine Zeile, die importiert werden kann</translation>
    </message>
    <message>
        <source>{file} holds no table: no CSV, Excel, OpenDocument or JSON file</source>
        <translation>{file} enthält keine Tabelle: keine CSV-, Excel-, OpenDocument- oder JSON-Datei</translation>
    </message>
    <message>
        <source>{file} holds nothing but blank lines</source>
        <translation>{file} enthält nur leere Zeilen</translation>
    </message>
    <message>
        <source>{file} holds {what}</source>
        <translation>{file} enthält {what}</translation>
    </message>
    <message>
        <source>{file} is a device or a pipe, not a file</source>
        <translation>{file} ist ein Gerät oder eine Pipe, keine Datei</translation>
    </message>
    <message>
        <source>{file} is a folder</source>
        <translation>{file} ist ein Ordner</translation>
    </message>
    <message>
        <source>{file} is broken JSON in line {line}, column {column}</source>
        <translation>{file} ist kaputtes JSON in Zeile {line}, Spalte {column}</translation>
    </message>
    <message>
        <source>{file} is broken UTF-16 text after line {line}</source>
        <translation>{file} ist nach Zeile {line} kaputter UTF-16-Text</translation>
    </message>
    <message>
        <source>{file} is cut off in line {line}, column {column}</source>
        <translation>{file} ist abgeschnitten in Zeile {line}, Spalte {column}</translation>
    </message>
    <message>
        <source>{file} is damaged or cut off</source>
        <translation>{file} ist beschädigt oder abgeschnitten</translation>
    </message>
    <message>
        <source>{file} is empty</source>
        <translation>{file} ist leer</translation>
    </message>
    <message>
        <source>{file} is encrypted: {member} needs a password</source>
        <translation>{file} ist verschlüsselt: {member} braucht ein Passwort</translation>
    </message>
    <message>
        <source>{file} is in no known encoding: neither UTF-8 (line {line}) nor Windows-1252 ({fault})</source>
        <translation>{file} hat keine bekannte Kodierung: weder UTF-8 (Zeile {line}) noch Windows-1252 ({fault})</translation>
    </message>
    <message>
        <source>{file} is neither CSV nor XLSX</source>
        <translation>{file} ist weder CSV noch XLSX</translation>
    </message>
    <message>
        <source>{file} is nested too deeply to be a table</source>
        <translation>{file} ist für eine Tabelle zu tief verschachtelt</translation>
    </message>
    <message>
        <source>{file} is no column profile: {reason}</source>
        <translation>{file} ist kein Spaltenprofil: {reason}</translation>
    </message>
    <message>
        <source>{file} is not JSON: {reason}</source>
        <translation>{file} ist kein JSON: {reason}</translation>
    </message>
    <message>
        <source>{file} is not a table of text</source>
        <translation>{file} ist keine Texttabelle</translation>
    </message>
    <message>
        <source>{file} is not readable as a table: {reason}</source>
        <translation>{file} ist nicht als Tabelle lesbar: {reason}</translation>
    </message>
    <message>
        <source>{file} is not there</source>
        <translation>{file} gibt es nicht</translation>
    </message>
    <message>
        <source>{file} is of a kind that is not known</source>
        <translation>{file} ist von unbekannter Art</translation>
    </message>
    <message>
        <source>{file} is protected by a password</source>
        <translation>{file} ist durch ein Passwort geschützt</translation>
    </message>
    <message>
        <source>{file} is {name}, not a table of text</source>
        <translation>{file} ist {name}, keine Texttabelle</translation>
    </message>
    <message>
        <source>{file} is {name}, which is not read</source>
        <translation>{file} ist {name} und wird nicht gelesen</translation>
    </message>
    <message>
        <source>{file} lies more than {depth} archives deep</source>
        <translation>{file} liegt mehr als {depth} Archive tief</translation>
    </message>
    <message>
        <source>{file} looks like a {source}, but has no column {columns}</source>
        <translation>{file} sieht aus wie {source}, hat aber keine Spalte {columns}</translation>
    </message>
    <message>
        <source>{file} may not be read: permission denied</source>
        <translation>{file} darf nicht gelesen werden: keine Berechtigung</translation>
    </message>
    <message>
        <source>{file} mixes encodings: it is UTF-8, but line {line} is not</source>
        <translation>{file} mischt Kodierungen: UTF-8, aber nicht in Zeile {line}</translation>
    </message>
    <message>
        <source>{file} was changed while it was read</source>
        <translation>{file} wurde beim Lesen geändert</translation>
    </message>
    <message>
        <source>{file} was read by a source that this version does not have</source>
        <translation>{file} wurde von einer Quelle gelesen, die diese Version nicht hat</translation>
    </message>
    <message>
        <source>{file} was removed while it was read</source>
        <translation>{file} wurde beim Lesen entfernt</translation>
    </message>
    <message>
        <source>{file}, entry {number}: it is a bare value without names</source>
        <translation>{file}, Eintrag {number}: ein bloßer Wert ohne Namen</translation>
    </message>
    <message>
        <source>{file}, entry {number}: {what}</source>
        <translation>{file}, Eintrag {number}: {what}</translation>
    </message>
    <message>
        <source>{file}, {where} (line {line}), column {column}: the cell {what}</source>
        <translation>{file}, {where} (Zeile {line}), Spalte {column}: Die Zelle {what}</translation>
    </message>
    <message>
        <source>{first} and {second}</source>
        <translation>{first} und {second}</translation>
    </message>
    <message>
        <source>{first} or {other}</source>
        <translation>{first} oder {other}</translation>
    </message>
    <message>
        <source>{folder} cannot be written</source>
        <translation>{folder} ist nicht schreibbar</translation>
    </message>
    <message>
        <source>{folder} holds PostgreSQL {version}, SoleFlip needs {least} or later</source>
        <translation>{folder} enthält PostgreSQL {version}, SoleFlip braucht mindestens {least}</translation>
    </message>
    <message>
        <source>{folder} holds files, but no database</source>
        <translation>{folder} enthält Dateien, aber keine Datenbank</translation>
    </message>
    <message>
        <source>{folder} holds no PostgreSQL server that runs here: {output}</source>
        <translation>{folder} enthält keinen PostgreSQL-Server, der hier läuft: {output}</translation>
    </message>
    <message>
        <source>{header}, and {cells}</source>
        <translation>{header}, und {cells}</translation>
    </message>
    <message>
        <source>{held:,} of {pairs:,} pairs are held by the sale {orders}</source>
        <translation>{held:,} von {pairs:,} Paaren gehören zu Verkäufen: {orders}</translation>
    </message>
    <message>
        <source>{member} in {file} is compressed in a way that is not read</source>
        <translation>{member} in {file} ist mit einem Verfahren gepackt, das nicht gelesen wird</translation>
    </message>
    <message>
        <source>{member} in {file} unpacks from {packed:,} to {size:,} bytes, which no table does</source>
        <translation>{member} in {file} wird entpackt von {packed:,} zu {size:,} Byte, was keine Tabelle tut</translation>
    </message>
    <message>
        <source>{orders} and {count:,} more</source>
        <translation>{orders} und {count:,} weitere</translation>
    </message>
    <message>
        <source>{path} cannot be written</source>
        <translation>{path} ist nicht schreibbar</translation>
    </message>
    <message>
        <source>{path} cannot be written: {reason}</source>
        <translation>{path} ist nicht schreibbar: {reason}</translation>
    </message>
    <message>
        <source>{program} cannot be run: {reason}</source>
        <translation>{program} lässt sich nicht starten: {reason}</translation>
    </message>
    <message>
        <source>{program} was not done after {seconds:.0f} seconds</source>
        <translation>{program} war nach {seconds:.0f} Sekunden nicht fertig</translation>
    </message>
    <message>
        <source>{rate} cannot be a VAT rate</source>
        <translation>{rate} kann kein USt-Satz sein</translation>
    </message>
    <message>
        <source>{size:,.0f} MB</source>
        <translation>{size:,.0f} MB</translation>
    </message>
    <message>
        <source>{steps}</source>
        <translation>{steps}</translation>
    </message>
    <message>
        <source>{text}</source>
        <translation>{text}</translation>
    </message>
    <message>
        <source>{what} ({answer})</source>
        <translation>{what} ({answer})</translation>
    </message>
    <message>
        <source>{what} by “{label}” ({actor}, {at:%Y-%m-%d %H:%M})</source>
        <translation>{what}, durch „{label}“ ({actor}, {at:%Y-%m-%d %H:%M})</translation>
    </message>
    <message>
        <source>{what}: {size:,.1f} MB are free in {folder}</source>
        <translation>{what}: {size:,.1f} MB sind in {folder} frei</translation>
    </message>
    <message>
        <source>“{beginning}…” is too long</source>
        <translation>„{beginning}…“ ist zu lang</translation>
    </message>
    <message>
        <source>“{code}” is a style code that a spreadsheet turned into a number</source>
        <translation>„{code}“ ist ein Style-Code, den eine Tabellenkalkulation zur Zahl gemacht hat</translation>
    </message>
    <message>
        <source>“{condition}” is no condition of a pair</source>
        <translation>„{condition}“ ist kein Zustand eines Paars</translation>
    </message>
    <message>
        <source>“{currency}” is no currency</source>
        <translation>„{currency}“ ist keine Währung</translation>
    </message>
    <message>
        <source>“{currency}” {fault}</source>
        <translation>„{currency}“ {fault}</translation>
    </message>
    <message>
        <source>“{label}” cannot be undone alone: {rows:,} of its rows were changed or used later, last by “{last}”</source>
        <translation>„{label}“ lässt sich nicht allein rückgängig machen: {rows:,} Zeilen daraus wurden später geändert oder verwendet, zuletzt durch „{last}“</translation>
    </message>
    <message>
        <source>“{label}” cannot be undone any more: an update of SoleFlip gave {table} a new form on {day:%Y-%m-%d}, and the old values do not fit it</source>
        <translation>„{label}“ lässt sich nicht mehr rückgängig machen: Ein Update von SoleFlip gab {table} am {day:%Y-%m-%d} ein neues Schema, zu dem die alten Werte nicht passen</translation>
    </message>
    <message>
        <source>“{label}” cannot be undone as things are: in {schema}.{table}, {reason}</source>
        <translation>„{label}“ lässt sich so nicht rückgängig machen: in {schema}.{table}, {reason}</translation>
    </message>
    <message>
        <source>“{label}” holds nothing that could still be undone</source>
        <translation>„{label}“ enthält nichts mehr, was sich rückgängig machen ließe</translation>
    </message>
    <message>
        <source>“{state}” is no state of a pair</source>
        <translation>„{state}“ ist kein Status eines Paars</translation>
    </message>
    <message>
        <source>“{value}” cannot be said of a whole table as “{name}”</source>
        <translation>„{value}“ kann nicht als „{name}“ für eine ganze Tabelle gelten</translation>
    </message>
    <message>
        <source>“{zone}” is no time zone</source>
        <translation>„{zone}“ ist keine Zeitzone</translation>
    </message>
</context>
<context>
    <name>Sales</name>
    <message>
        <source>At a loss</source>
        <translation>Mit Verlust</translation>
    </message>
    <message>
        <source>Authenticated</source>
        <translation>Geprüft</translation>
    </message>
    <message>
        <source>Brand</source>
        <translation>Marke</translation>
    </message>
    <message>
        <source>Cancelled</source>
        <translation>Storniert</translation>
    </message>
    <message>
        <source>Completed</source>
        <translation>Erledigt</translation>
    </message>
    <message>
        <source>Cost</source>
        <translation>Einstand</translation>
    </message>
    <message>
        <source>Cost missing</source>
        <translation>Einstand fehlt</translation>
    </message>
    <message>
        <source>Counted sales</source>
        <translation>Gezählte Verkäufe</translation>
    </message>
    <message>
        <source>Country</source>
        <translation>Land</translation>
    </message>
    <message>
        <source>Failed verification</source>
        <translation>Durchgefallen</translation>
    </message>
    <message>
        <source>Fees</source>
        <translation>Gebühren</translation>
    </message>
    <message>
        <source>Gross</source>
        <translation>Brutto</translation>
    </message>
    <message>
        <source>Margin</source>
        <translation>Marge</translation>
    </message>
    <message>
        <source>No known brand</source>
        <translation>Marke unbekannt</translation>
    </message>
    <message>
        <source>No pair is known for this sale. Press F2 to type what it cost, or Ctrl+M to choose the pair</source>
        <translation>Zu diesem Verkauf ist kein Paar bekannt. Mit F2 den Einstand eintragen oder mit Strg+M das Paar wählen</translation>
    </message>
    <message>
        <source>None</source>
        <translation>Ohne</translation>
    </message>
    <message>
        <source>Not paid out yet, or the file did not say</source>
        <translation>Noch nicht ausgezahlt, oder die Datei nennt es nicht</translation>
    </message>
    <message>
        <source>Order</source>
        <translation>Bestellung</translation>
    </message>
    <message>
        <source>Paid</source>
        <translation>Ausgezahlt</translation>
    </message>
    <message>
        <source>Paid out</source>
        <translation>Ausgezahlt</translation>
    </message>
    <message>
        <source>Payout</source>
        <translation>Auszahlung</translation>
    </message>
    <message>
        <source>Pending</source>
        <translation>Ausstehend</translation>
    </message>
    <message>
        <source>Platform</source>
        <translation>Plattform</translation>
    </message>
    <message>
        <source>Product</source>
        <translation>Produkt</translation>
    </message>
    <message>
        <source>Profit</source>
        <translation>Gewinn</translation>
    </message>
    <message>
        <source>ROI</source>
        <translation>ROI</translation>
    </message>
    <message>
        <source>Returned</source>
        <translation>Retoure</translation>
    </message>
    <message>
        <source>Shelf days</source>
        <translation>Lagertage</translation>
    </message>
    <message>
        <source>Shipped</source>
        <translation>Versandt</translation>
    </message>
    <message>
        <source>Size</source>
        <translation>Größe</translation>
    </message>
    <message>
        <source>Sold</source>
        <translation>Verkauft</translation>
    </message>
    <message>
        <source>Sold without a size</source>
        <translation>Ohne Größe verkauft</translation>
    </message>
    <message>
        <source>Status</source>
        <translation>Status</translation>
    </message>
    <message>
        <source>Style code</source>
        <translation>Style-Code</translation>
    </message>
    <message>
        <source>The file gave no country</source>
        <translation>Die Datei nennt kein Land</translation>
    </message>
    <message>
        <source>The file gave no style code</source>
        <translation>Die Datei nennt keinen Style-Code</translation>
    </message>
    <message>
        <source>The file gave no tracking number</source>
        <translation>Die Datei nennt keine Sendungsnummer</translation>
    </message>
    <message>
        <source>The name does not begin with a known brand</source>
        <translation>Der Name beginnt nicht mit einer bekannten Marke</translation>
    </message>
    <message>
        <source>The pair that was sold has no known cost. Press F2 to type it</source>
        <translation>Der Einstand des verkauften Paars ist unbekannt. Mit F2 eintragen</translation>
    </message>
    <message>
        <source>The platform named no fees</source>
        <translation>Die Plattform nennt keine Gebühren</translation>
    </message>
    <message>
        <source>The sale did not stand, so it holds no pair</source>
        <translation>Der Verkauf gilt nicht, also gehört kein Paar dazu</translation>
    </message>
    <message>
        <source>The sale did not stand, so it made none</source>
        <translation>Der Verkauf gilt nicht, also kein Gewinn</translation>
    </message>
    <message>
        <source>Tracking</source>
        <translation>Sendungsnummer</translation>
    </message>
    <message>
        <source>Unknown, because the cost is</source>
        <translation>Unbekannt, weil der Einstand fehlt</translation>
    </message>
    <message>
        <source>Unknown, because the day of purchase is</source>
        <translation>Unbekannt, weil der Kauftag fehlt</translation>
    </message>
    <message>
        <source>Unknown, because the payout is</source>
        <translation>Unbekannt, weil die Auszahlung fehlt</translation>
    </message>
    <message>
        <source>Unpaid</source>
        <translation>Unbezahlt</translation>
    </message>
</context>
<context>
    <name>SalesController</name>
    <message>
        <source>1 sale</source>
        <translation>1 Verkauf</translation>
    </message>
    <message>
        <source>Choose the pair of one sale at a time</source>
        <translation>Das Paar nur für je einen Verkauf wählen</translation>
    </message>
    <message>
        <source>Choose the pair…</source>
        <translation>Paar wählen&#xa0;…</translation>
    </message>
    <message>
        <source>Cost of {order} is {money}</source>
        <translation>Einstand von {order}: {money}</translation>
    </message>
    <message>
        <source>Import files…</source>
        <translation>Dateien importieren&#xa0;…</translation>
    </message>
    <message>
        <source>No sales yet. Import a sales report to see what each pair brought.</source>
        <translation>Noch keine Verkäufe. Ein importierter Verkaufsbericht zeigt, was jedes Paar brachte.</translation>
    </message>
    <message>
        <source>Release the pair</source>
        <translation>Paar lösen</translation>
    </message>
    <message>
        <source>Release the pair of one sale at a time</source>
        <translation>Das Paar nur von je einem Verkauf lösen</translation>
    </message>
    <message>
        <source>The pair is released and in stock again</source>
        <translation>Das Paar ist gelöst und wieder auf Lager</translation>
    </message>
    <message>
        <source>The typed cost is taken off the sale</source>
        <translation>Der eingetragene Einstand ist entfernt</translation>
    </message>
    <message>
        <source>Undo</source>
        <translation>Rückgängig</translation>
    </message>
    <message>
        <source>cost known for {n}</source>
        <translation>Einstand bekannt für {n}</translation>
    </message>
    <message>
        <source>cost of {order} {money}</source>
        <translation>Einstand von {order}: {money}</translation>
    </message>
    <message>
        <source>payout {money}</source>
        <translation>Auszahlung {money}</translation>
    </message>
    <message>
        <source>profit unknown ({known})</source>
        <translation>Gewinn unbekannt ({known})</translation>
    </message>
    <message>
        <source>profit {money} ({known})</source>
        <translation>Gewinn {money} ({known})</translation>
    </message>
    <message>
        <source>the release of the pair of a sale</source>
        <translation>das Lösen des Paars eines Verkaufs</translation>
    </message>
    <message>
        <source>{n} sales</source>
        <translation>{n} Verkäufe</translation>
    </message>
    <message>
        <source>{n} sales selected</source>
        <translation>{n} Verkäufe ausgewählt</translation>
    </message>
</context>
<context>
    <name>SampleDataController</name>
    <message>
        <source>Cancel</source>
        <translation>Abbrechen</translation>
    </message>
    <message>
        <source>Loading sample data: {progress}</source>
        <translation>Beispieldaten werden geladen: {progress}</translation>
    </message>
    <message>
        <source>Loading sample data…</source>
        <translation>Beispieldaten werden geladen&#xa0;…</translation>
    </message>
    <message>
        <source>Remove sample data</source>
        <translation>Beispieldaten entfernen</translation>
    </message>
    <message>
        <source>Sample data removed</source>
        <translation>Beispieldaten entfernt</translation>
    </message>
    <message>
        <source>This is sample data of a made-up seller.</source>
        <translation>Das sind Beispieldaten eines erfundenen Verkäufers.</translation>
    </message>
</context>
<context>
    <name>Search</name>
    <message>
        <source>1 pair</source>
        <translation>1 Paar</translation>
    </message>
    <message>
        <source>1 sale</source>
        <translation>1 Verkauf</translation>
    </message>
    <message>
        <source>Brands</source>
        <translation>Marken</translation>
    </message>
    <message>
        <source>Pairs</source>
        <translation>Paare</translation>
    </message>
    <message>
        <source>Products</source>
        <translation>Produkte</translation>
    </message>
    <message>
        <source>Sales</source>
        <translation>Verkäufe</translation>
    </message>
    <message>
        <source>Suppliers</source>
        <translation>Lieferanten</translation>
    </message>
    <message>
        <source>{n} pairs</source>
        <translation>{n} Paare</translation>
    </message>
    <message>
        <source>{n} sales</source>
        <translation>{n} Verkäufe</translation>
    </message>
</context>
<context>
    <name>SearchPalette</name>
    <message>
        <source>Found</source>
        <translation>Gefunden</translation>
    </message>
    <message>
        <source>Nothing found for “{text}”</source>
        <translation>Nichts gefunden für „{text}“</translation>
    </message>
    <message>
        <source>Style code, product, order number, brand, supplier</source>
        <translation>Style-Code, Produkt, Bestellnummer, Marke, Lieferant</translation>
    </message>
    <message>
        <source>Type what you look for. Mistyped words are understood.</source>
        <translation>Suchwort eingeben. Auch Vertipptes wird verstanden.</translation>
    </message>
</context>
<context>
    <name>Section</name>
    <message>
        <source>folded</source>
        <translation>eingeklappt</translation>
    </message>
    <message>
        <source>open</source>
        <translation>ausgeklappt</translation>
    </message>
</context>
<context>
    <name>Session</name>
    <message>
        <source>A file is being imported. Stopping now leaves nothing of it half done.</source>
        <translation>Eine Datei wird importiert. Ein Abbruch lässt nichts davon halb fertig.</translation>
    </message>
    <message>
        <source>Discard and quit</source>
        <translation>Verwerfen und beenden</translation>
    </message>
    <message>
        <source>Discard what is not saved?</source>
        <translation>Nicht Gespeichertes verwerfen?</translation>
    </message>
    <message>
        <source>Go on importing</source>
        <translation>Weiter importieren</translation>
    </message>
    <message>
        <source>No database</source>
        <translation>Keine Datenbank</translation>
    </message>
    <message>
        <source>Saved</source>
        <translation>Gespeichert</translation>
    </message>
    <message>
        <source>SoleFlip with sample data, gone when this window closes</source>
        <translation>SoleFlip mit Beispieldaten, weg mit diesem Fenster</translation>
    </message>
    <message>
        <source>Something is still being written. Restart when it is done.</source>
        <translation>Es wird noch geschrieben. Danach neu starten.</translation>
    </message>
    <message>
        <source>Starting the database…</source>
        <translation>Datenbank wird gestartet&#xa0;…</translation>
    </message>
    <message>
        <source>Stay</source>
        <translation>Bleiben</translation>
    </message>
    <message>
        <source>Stop and quit</source>
        <translation>Abbrechen und beenden</translation>
    </message>
    <message>
        <source>Stop the import?</source>
        <translation>Import abbrechen?</translation>
    </message>
    <message>
        <source>The database has not been started.</source>
        <translation>Die Datenbank wurde nicht gestartet.</translation>
    </message>
    <message>
        <source>These edits are not saved, since the database did not answer.</source>
        <translation>Diese Änderungen sind nicht gespeichert, weil die Datenbank nicht antwortete.</translation>
    </message>
    <message>
        <source>Working…</source>
        <translation>Wird bearbeitet&#xa0;…</translation>
    </message>
</context>
<context>
    <name>SettingsController</name>
    <message>
        <source>A rate is known for 1 day.</source>
        <translation>Für 1 Tag ist ein Kurs bekannt.</translation>
    </message>
    <message>
        <source>Another folder begins empty; what lies in this one stays there.</source>
        <translation>Ein anderer Ordner beginnt leer; der Inhalt dieses Ordners bleibt dort.</translation>
    </message>
    <message>
        <source>Choose a currency of the list</source>
        <translation>Eine Währung der Liste wählen</translation>
    </message>
    <message>
        <source>Choose a time zone of the list</source>
        <translation>Eine Zeitzone der Liste wählen</translation>
    </message>
    <message>
        <source>Everything is saved. Some of it takes effect when the window is opened anew.</source>
        <translation>Alles ist gespeichert. Manches wirkt erst, wenn das Fenster neu geöffnet wird.</translation>
    </message>
    <message>
        <source>Files that appear there are read by themselves, then moved to “imported” or “failed”.</source>
        <translation>Dateien darin werden von selbst gelesen, dann nach „imported“ oder „failed“ verschoben.</translation>
    </message>
    <message>
        <source>Its midnight ends a day in all figures.</source>
        <translation>Ihre Mitternacht beendet den Tag in allen Zahlen.</translation>
    </message>
    <message>
        <source>Kept in settings.json in the data folder, which only you can read.</source>
        <translation>Steht in settings.json im Datenordner, nur für das eigene Konto lesbar.</translation>
    </message>
    <message>
        <source>Kept in the database, which is not open.</source>
        <translation>Steht in der Datenbank, die nicht offen ist.</translation>
    </message>
    <message>
        <source>Later</source>
        <translation>Später</translation>
    </message>
    <message>
        <source>More is a little faster and needs more memory. Takes a restart.</source>
        <translation>Mehr ist etwas schneller und braucht mehr Speicher. Wirkt nach einem Neustart.</translation>
    </message>
    <message>
        <source>No rate is known: amounts in other currencies stay out of the figures.</source>
        <translation>Kein Kurs bekannt: Beträge in anderen Währungen fehlen in den Zahlen.</translation>
    </message>
    <message>
        <source>PostgreSQL {version} answers, with your data in {database}</source>
        <translation>PostgreSQL {version} antwortet, mit den Daten in {database}</translation>
    </message>
    <message>
        <source>PostgreSQL {version} answers; {database} is still without SoleFlip&apos;s data</source>
        <translation>PostgreSQL {version} antwortet; {database} ist noch ohne Daten von SoleFlip</translation>
    </message>
    <message>
        <source>Rates are known for {n} days.</source>
        <translation>Für {n} Tage sind Kurse bekannt.</translation>
    </message>
    <message>
        <source>Restart</source>
        <translation>Neu starten</translation>
    </message>
    <message>
        <source>Restart now?</source>
        <translation>Jetzt neu starten?</translation>
    </message>
    <message>
        <source>Sample data: this folder is gone when the window closes.</source>
        <translation>Beispieldaten: Dieser Ordner verschwindet mit dem Fenster.</translation>
    </message>
    <message>
        <source>Set by --data-dir or the variable SOLEFLIP_DATA_DIR.</source>
        <translation>Festgelegt durch --data-dir oder die Variable SOLEFLIP_DATA_DIR.</translation>
    </message>
    <message>
        <source>Set by the environment variable {variable}.</source>
        <translation>Festgelegt durch die Umgebungsvariable {variable}.</translation>
    </message>
    <message>
        <source>Takes a restart.</source>
        <translation>Wirkt nach einem Neustart.</translation>
    </message>
    <message>
        <source>This {reason}</source>
        <translation>Das {reason}</translation>
    </message>
    <message>
        <source>Type the URL first</source>
        <translation>Zuerst die URL eintragen</translation>
    </message>
    <message>
        <source>Type the URL, or choose the server that comes with SoleFlip</source>
        <translation>Die URL eintragen oder den Server von SoleFlip wählen</translation>
    </message>
    <message>
        <source>What figures are added up in.</source>
        <translation>In ihr werden Zahlen summiert.</translation>
    </message>
</context>
<context>
    <name>SettingsDialog</name>
    <message>
        <source>A PostgreSQL server of my own</source>
        <translation>Ein eigener PostgreSQL-Server</translation>
    </message>
    <message>
        <source>Are imported if nothing is wrong</source>
        <translation>Importieren, wenn nichts auffällt</translation>
    </message>
    <message>
        <source>As the system</source>
        <translation>Wie das System</translation>
    </message>
    <message>
        <source>Booking time zone</source>
        <translation>Zeitzone der Buchung</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>Abbrechen</translation>
    </message>
    <message>
        <source>Choose another data folder</source>
        <translation>Anderen Datenordner wählen</translation>
    </message>
    <message>
        <source>Choose the watch folder</source>
        <translation>Überwachten Ordner wählen</translation>
    </message>
    <message>
        <source>Choose…</source>
        <translation>Wählen&#xa0;…</translation>
    </message>
    <message>
        <source>Comfortable</source>
        <translation>Komfortabel</translation>
    </message>
    <message>
        <source>Compact</source>
        <translation>Kompakt</translation>
    </message>
    <message>
        <source>Connecting…</source>
        <translation>Wird verbunden&#xa0;…</translation>
    </message>
    <message>
        <source>Dark</source>
        <translation>Dunkel</translation>
    </message>
    <message>
        <source>Data</source>
        <translation>Daten</translation>
    </message>
    <message>
        <source>Data folder</source>
        <translation>Datenordner</translation>
    </message>
    <message>
        <source>Database server</source>
        <translation>Datenbankserver</translation>
    </message>
    <message>
        <source>Details too</source>
        <translation>Auch Details</translation>
    </message>
    <message>
        <source>Errors only</source>
        <translation>Nur Fehler</translation>
    </message>
    <message>
        <source>Figures</source>
        <translation>Zahlen</translation>
    </message>
    <message>
        <source>Files that come there</source>
        <translation>Dateien darin</translation>
    </message>
    <message>
        <source>Import and log</source>
        <translation>Import und Protokoll</translation>
    </message>
    <message>
        <source>Language</source>
        <translation>Sprache</translation>
    </message>
    <message>
        <source>Light</source>
        <translation>Hell</translation>
    </message>
    <message>
        <source>Log takes</source>
        <translation>Protokolliert</translation>
    </message>
    <message>
        <source>News and worse</source>
        <translation>Ab Info</translation>
    </message>
    <message>
        <source>No folder is watched</source>
        <translation>Kein Ordner wird überwacht</translation>
    </message>
    <message>
        <source>None</source>
        <translation>Keinen</translation>
    </message>
    <message>
        <source>Open</source>
        <translation>Öffnen</translation>
    </message>
    <message>
        <source>Open the data folder</source>
        <translation>Datenordner öffnen</translation>
    </message>
    <message>
        <source>Password</source>
        <translation>Passwort</translation>
    </message>
    <message>
        <source>Reporting currency</source>
        <translation>Berichtswährung</translation>
    </message>
    <message>
        <source>Row height</source>
        <translation>Zeilenhöhe</translation>
    </message>
    <message>
        <source>Rows read at a time</source>
        <translation>Zeilen je Lesevorgang</translation>
    </message>
    <message>
        <source>Save</source>
        <translation>Speichern</translation>
    </message>
    <message>
        <source>Saving…</source>
        <translation>Wird gespeichert&#xa0;…</translation>
    </message>
    <message>
        <source>Settings</source>
        <translation>Einstellungen</translation>
    </message>
    <message>
        <source>Test connection</source>
        <translation>Verbindung testen</translation>
    </message>
    <message>
        <source>The one that comes with SoleFlip</source>
        <translation>Der mitgelieferte von SoleFlip</translation>
    </message>
    <message>
        <source>Theme</source>
        <translation>Farbschema</translation>
    </message>
    <message>
        <source>URL</source>
        <translation>URL</translation>
    </message>
    <message>
        <source>Wait for your review</source>
        <translation>Erst durchsehen</translation>
    </message>
    <message>
        <source>Warnings and worse</source>
        <translation>Ab Warnung</translation>
    </message>
    <message>
        <source>Watch folder</source>
        <translation>Überwachter Ordner</translation>
    </message>
    <message>
        <source>Watch no folder</source>
        <translation>Keinen Ordner überwachen</translation>
    </message>
    <message>
        <source>Window</source>
        <translation>Fenster</translation>
    </message>
</context>
<context>
    <name>SortHeader</name>
    <message>
        <source>Click to sort. Shift and click to sort by several columns</source>
        <translation>Klick sortiert, Umschalt+Klick nach mehreren Spalten</translation>
    </message>
</context>
<context>
    <name>SourceCard</name>
    <message>
        <source>Hide the row as it came</source>
        <translation>Ursprüngliche Zeile ausblenden</translation>
    </message>
    <message>
        <source>Show the row as it came</source>
        <translation>Ursprüngliche Zeile zeigen</translation>
    </message>
</context>
<context>
    <name>SourceList</name>
    <message>
        <source>No file gave this: it was typed, or another program wrote it.</source>
        <translation>Keine Datei: von Hand eingetragen oder von einem anderen Programm geschrieben.</translation>
    </message>
</context>
<context>
    <name>SpanPopup</name>
    <message>
        <source>From</source>
        <translation>Von</translation>
    </message>
    <message>
        <source>Show these days</source>
        <translation>Diese Tage zeigen</translation>
    </message>
    <message>
        <source>To</source>
        <translation>Bis</translation>
    </message>
    <message>
        <source>from</source>
        <translation>von</translation>
    </message>
    <message>
        <source>to</source>
        <translation>bis</translation>
    </message>
</context>
<context>
    <name>Table</name>
    <message>
        <source>{column}, ascending</source>
        <translation>{column}, aufsteigend</translation>
    </message>
    <message>
        <source>{column}, descending</source>
        <translation>{column}, absteigend</translation>
    </message>
</context>
<context>
    <name>TableController</name>
    <message>
        <source>Clear filters</source>
        <translation>Filter entfernen</translation>
    </message>
    <message>
        <source>Clear search and filters</source>
        <translation>Suche und Filter entfernen</translation>
    </message>
    <message>
        <source>Clear the search</source>
        <translation>Suche leeren</translation>
    </message>
    <message>
        <source>Nothing matches these filters.</source>
        <translation>Nichts passt zu diesen Filtern.</translation>
    </message>
    <message>
        <source>Nothing matches “{text}” with these filters.</source>
        <translation>Nichts passt zu „{text}“ mit diesen Filtern.</translation>
    </message>
    <message>
        <source>Nothing matches “{text}”.</source>
        <translation>Nichts passt zu „{text}“.</translation>
    </message>
</context>
<context>
    <name>TableTab</name>
    <message>
        <source>Details</source>
        <translation>Details</translation>
    </message>
    <message>
        <source>Show or hide the details ({keys})</source>
        <translation>Details ein- oder ausblenden ({keys})</translation>
    </message>
    <message>
        <source>Views</source>
        <translation>Ansichten</translation>
    </message>
</context>
<context>
    <name>TableTotals</name>
    <message>
        <source>Adding up…</source>
        <translation>Wird summiert&#xa0;…</translation>
    </message>
    <message>
        <source>{n} rows selected</source>
        <translation>{n} Zeilen ausgewählt</translation>
    </message>
</context>
<context>
    <name>TableView</name>
    <message>
        <source>Columns…</source>
        <translation>Spalten&#xa0;…</translation>
    </message>
    <message>
        <source>Copy rows</source>
        <translation>Zeilen kopieren</translation>
    </message>
    <message>
        <source>Hide “{column}”</source>
        <translation>„{column}“ ausblenden</translation>
    </message>
    <message>
        <source>Reset columns</source>
        <translation>Spalten zurücksetzen</translation>
    </message>
    <message>
        <source>Sort ascending</source>
        <translation>Aufsteigend sortieren</translation>
    </message>
    <message>
        <source>Sort descending</source>
        <translation>Absteigend sortieren</translation>
    </message>
    <message>
        <source>Then sort by this</source>
        <translation>Danach hiernach sortieren</translation>
    </message>
</context>
<context>
    <name>TilesPresenter</name>
    <message>
        <source>1 pair on hand today</source>
        <translation>heute 1 Paar</translation>
    </message>
    <message>
        <source>; 1 pair without a day bought is left out</source>
        <translation>; 1 Paar ohne Kauftag ist ausgelassen</translation>
    </message>
    <message>
        <source>; {n} pairs without a day bought are left out</source>
        <translation>; {n} Paare ohne Kauftag sind ausgelassen</translation>
    </message>
    <message>
        <source>Compared with {period}</source>
        <translation>Verglichen mit {period}</translation>
    </message>
    <message>
        <source>Opens the sales whose cost is missing</source>
        <translation>Öffnet die Verkäufe, deren Einstand fehlt</translation>
    </message>
    <message>
        <source>Profit divided by landed cost, of the sales whose profit is known</source>
        <translation>Gewinn geteilt durch Einstandskosten, für Verkäufe mit bekanntem Gewinn</translation>
    </message>
    <message>
        <source>Sold in the period, divided by sold plus on hand at its end ({n})</source>
        <translation>Im Zeitraum verkauft, geteilt durch verkauft plus Bestand am Ende ({n})</translation>
    </message>
    <message>
        <source>Stock belongs to no platform, so it cannot be said for some of them</source>
        <translation>Bestand gehört zu keiner Plattform, also ist das je Plattform nicht zu sagen</translation>
    </message>
    <message>
        <source>change unknown</source>
        <translation>Änderung unbekannt</translation>
    </message>
    <message>
        <source>cost unknown for {n}</source>
        <translation>Einstand unbekannt für {n}</translation>
    </message>
    <message>
        <source>not by platform</source>
        <translation>nicht je Plattform</translation>
    </message>
    <message>
        <source>of sold and on hand</source>
        <translation>von Verkauf und Bestand</translation>
    </message>
    <message>
        <source>on {known} of {all} sales</source>
        <translation>aus {known} von {all} Verkäufen</translation>
    </message>
    <message>
        <source>profit on cost</source>
        <translation>Gewinn auf Einstand</translation>
    </message>
    <message>
        <source>sales</source>
        <translation>Verkäufe</translation>
    </message>
    <message>
        <source>unknown for {n} sales</source>
        <translation>unbekannt für {n} Verkäufe</translation>
    </message>
    <message>
        <source>{known} of {all} sales</source>
        <translation>{known} von {all} Verkäufen</translation>
    </message>
    <message>
        <source>{n} pairs on hand today</source>
        <translation>heute {n} Paare</translation>
    </message>
</context>
<context>
    <name>Typing</name>
    <message>
        <source>This cannot be left empty</source>
        <translation>Das darf nicht leer bleiben</translation>
    </message>
    <message>
        <source>“{text}” is not a day such as {example}</source>
        <translation>„{text}“ ist kein Tag wie {example}</translation>
    </message>
    <message>
        <source>“{text}” is not a percentage such as {example}</source>
        <translation>„{text}“ ist kein Prozentsatz wie {example}</translation>
    </message>
    <message>
        <source>“{text}” is not an amount such as {example}</source>
        <translation>„{text}“ ist kein Betrag wie {example}</translation>
    </message>
    <message>
        <source>“{text}” is not the code of a currency, such as EUR</source>
        <translation>„{text}“ ist kein Währungscode wie EUR</translation>
    </message>
</context>
<context>
    <name>Undo</name>
    <message>
        <source>Redone: {what}</source>
        <translation>Wiederholt: {what}</translation>
    </message>
    <message>
        <source>Undone: {what}</source>
        <translation>Rückgängig: {what}</translation>
    </message>
</context>
<context>
    <name>UnsavedController</name>
    <message>
        <source>Can be tried again once the database is back</source>
        <translation>Erneuter Versuch möglich, sobald die Datenbank wieder da ist</translation>
    </message>
    <message>
        <source>Not saved: {edits}</source>
        <translation>Nicht gespeichert: {edits}</translation>
    </message>
    <message>
        <source>Try again</source>
        <translation>Erneut versuchen</translation>
    </message>
    <message>
        <source>{edits}; and {n} more</source>
        <translation>{edits}; und {n} weitere</translation>
    </message>
</context>
<context>
    <name>ValuesPopup</name>
    <message>
        <source>Clear</source>
        <translation>Entfernen</translation>
    </message>
    <message>
        <source>Loading…</source>
        <translation>Wird geladen&#xa0;…</translation>
    </message>
    <message>
        <source>No values</source>
        <translation>Keine Werte</translation>
    </message>
    <message>
        <source>Search</source>
        <translation>Suchen</translation>
    </message>
</context>
<context>
    <name>ViewName</name>
    <message>
        <source>Cancel</source>
        <translation>Abbrechen</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>Name</translation>
    </message>
</context>
<context>
    <name>ViewsController</name>
    <message>
        <source>All rows</source>
        <translation>Alle Zeilen</translation>
    </message>
    <message>
        <source>Delete “{name}”</source>
        <translation>„{name}“ löschen</translation>
    </message>
    <message>
        <source>Deleted the view “{name}”</source>
        <translation>Ansicht „{name}“ gelöscht</translation>
    </message>
    <message>
        <source>Keeps the search, the filters, the order and the columns.</source>
        <translation>Behält Suche, Filter, Reihenfolge und Spalten.</translation>
    </message>
    <message>
        <source>Rename view</source>
        <translation>Ansicht umbenennen</translation>
    </message>
    <message>
        <source>Rename…</source>
        <translation>Umbenennen&#xa0;…</translation>
    </message>
    <message>
        <source>Save changes to “{name}”</source>
        <translation>Änderungen an „{name}“ speichern</translation>
    </message>
    <message>
        <source>Save view</source>
        <translation>Ansicht speichern</translation>
    </message>
    <message>
        <source>Save view…</source>
        <translation>Ansicht speichern&#xa0;…</translation>
    </message>
    <message>
        <source>The view “{name}” gets another name.</source>
        <translation>Die Ansicht „{name}“ erhält einen anderen Namen.</translation>
    </message>
    <message>
        <source>The view “{name}” was saved by a newer version of the program</source>
        <translation>Die Ansicht „{name}“ stammt aus einer neueren Version des Programms</translation>
    </message>
    <message>
        <source>View: {name}</source>
        <translation>Ansicht: {name}</translation>
    </message>
</context>
<context>
    <name>WaitingController</name>
    <message>
        <source>Cancel</source>
        <translation>Abbrechen</translation>
    </message>
    <message>
        <source>Waiting for another import to end…</source>
        <translation>Wartet auf das Ende eines anderen Imports&#xa0;…</translation>
    </message>
    <message>
        <source>Waiting for another program to end its work on the database ({names})…</source>
        <translation>Wartet, bis ein anderes Programm die Datenbank freigibt ({names})&#xa0;…</translation>
    </message>
    <message>
        <source>Waiting for another program to end its work on the database…</source>
        <translation>Wartet, bis ein anderes Programm die Datenbank freigibt&#xa0;…</translation>
    </message>
</context>
<context>
    <name>_Card</name>
    <message>
        <source>Choose…</source>
        <translation>Wählen&#xa0;…</translation>
    </message>
    <message>
        <source>How column {column} is read</source>
        <translation>Wie Spalte {column} gelesen wird</translation>
    </message>
    <message>
        <source>Names buyers: not kept</source>
        <translation>Nennt Käufer: wird nicht aufbewahrt</translation>
    </message>
    <message>
        <source>What column {column} is</source>
        <translation>Was Spalte {column} ist</translation>
    </message>
</context>
</TS>
