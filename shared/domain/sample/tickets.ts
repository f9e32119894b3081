/**
 * The forty tickets: release, state, type, kind of work, services, title, description, justification. `now` as release
 * stands for a ticket on its own. Versions in steps are worked out from the service and the age of the release.
 */
export const ticketsText = `
A1|Closed|normal|deploy|payments-api|Accept partial captures in payments-api|Shops can capture an order in several parts as parcels leave. One authorisation may now carry up to ten captures.|Eleven large shops asked for it; two would have left at the end of the contract.
A1|Closed|normal|deploy|acquirer-gateway|Time out acquirer calls after eight seconds in acquirer-gateway|A call that hangs is given up after eight seconds instead of thirty and counted as declined for a technical reason.|Hanging calls held worker threads and slowed every other payment on busy evenings.
A1|Closed|standard|config|config-service|Serve card limits from config-service|Card scheme limits move from code to configuration and can be changed without a deployment.|Three deployments last year changed nothing but a limit.
A1|Closed|normal|schema|ledger-db|Add a capture sequence number to ledger-db|A nullable column numbers the captures of one authorisation. Old rows keep no number.|Partial captures cannot be told apart in statements without it.
A2|Closed|normal|deploy|ledger-api|Return balances with their as-of time from ledger-api|Every balance carries the moment it is true for. Clients that ignore the field are unaffected.|Support could not tell a stale balance from a wrong one; forty cases a month.
A2|Closed|normal|deploy|statements|Write statements in PDF/A from statements|Monthly statements are archived in a format that is readable in ten years.|Required by the archive rule from this quarter on.
A2|Closed|normal|toggle|mobile-app|Show pending card payments in mobile-app|Payments that are authorised and not booked yet appear in grey at the top of the list.|First reason for calls to support: a payment seems to be missing.
A2|Closed|normal|schema|ledger-db|Add an index on refunds to ledger-db|The refund list of a merchant is read through a new index built without a lock.|The list took eleven seconds for the largest merchants.
A3|Closed|normal|deploy|mobile-app|Sign in with a device key in mobile-app|A key kept on the phone replaces the text message as second factor, for customers who choose it.|Text messages cost 0.07 € each and fail abroad.
A3|Closed|normal|deploy|notifications|Send push messages in the language of the phone from notifications|Texts follow the language set on the phone and fall back to the language of the contract.|One customer in six reads messages in a language they did not choose.
A4|Closed|normal|deploy|payments-api|Send each capture with an idempotency key from payments-api|A repeated request is answered with the first result instead of charging again.|Fourteen double charges last quarter, each refunded by hand.
A4|Closed|normal|deploy|payout|Send payouts in batches of 500 from payout|Payouts of one bank leave together and are booked as one file.|The bank charges per file; saves about 2,100 € a month.
A4|Closed|normal|deploy|fraud-score|Score refunds before payout in fraud-score|Refunds are scored with the model that scores payments; above 0.8 they wait for a person.|Refund fraud doubled within a year.
A4|Closed|standard|config|batch-scheduler|Raise the heap of batch-scheduler to 6 GB|The night jobs get more memory. Nothing else changes.|The month-end job ran out of memory twice.
A5|Review|normal|deploy|ledger-api|Round currency conversion half to even in ledger-api|Conversions round as the accounting rules ask, from the next booking on. Old bookings stay.|Finding of the yearly audit, due this quarter.
A5|Review|normal|deploy|statements|Show the rounding rule on statements|One line under the total names how amounts were rounded.|Belongs to the audit finding; support can point to it.
A5|Review|standard|config|config-service|Switch the rounding rule on in config-service|The setting rounding.mode goes from half-up to half-even.|The code ships dark; this line switches it.
A6|Scheduled|normal|schema|ledger-db, ledger-api|Add a settlement reference to ledger-db and fill it|Each payout row names the settlement it belongs to. Four million open rows are filled in batches of five thousand.|Finance matches payouts by hand: two people, three days, every month end.
A6|Scheduled|normal|toggle|payments-api|Retry declined captures once through the second acquirer in payments-api|Captures that the first acquirer declines for a technical reason are sent once to the second. Customers see nothing; the shop keeps the sale.|1.9 % of captures fail on the first acquirer, about 41,000 € a week. The canary recovered two in three.
A6|Scheduled|standard|config|config-service|Read card scheme limits of the new year in config-service|Limits that the card schemes published for the new year are loaded.|They are binding from the first of next month.
A6|Scheduled|normal|deploy|fraud-score|Score refunds with the new model in fraud-score|The model trained on the last six months replaces the one before; thresholds stay.|Finds a third more of the refund fraud known from those months.
A6|Scheduled|normal|deploy|acquirer-gateway, payments-api|Route refunds over the new acquirer in acquirer-gateway|Refunds go out through the acquirer that took the payment, also when it is the second one.|Refunds over the wrong acquirer cost a fee of 1.20 € each.
A6|Scheduled|standard|config|batch-scheduler|Move the payout job to 03:30 in batch-scheduler|The job starts after the release window instead of inside it.|Twice it had to be held by hand on a release night.
A7|Authorize|normal|infra|ledger-api, ledger-db|Serve statement reads of ledger-api from a replica|Reads of more than one month go to the replica, writes and short reads stay.|Takes a quarter of the load off the primary before the card campaign.
A7|Authorize|normal|deploy|ledger-api|Publish ledger events in CloudEvents 1.0 from ledger-api|Events carry the common envelope beside the old one for two releases.|Three teams wrote their own reader for our envelope.
A7|Authorize|normal|deploy|payout|Tell merchants why a payout is late from payout|A late payout carries its reason, which the merchant sees in the portal.|Half of all merchant calls ask exactly this.
A7|Assess|normal|schema|ledger-db|Drop unused balance columns from ledger-db|Four columns that nothing has read for two releases are dropped after a backup of the table.|They are a fifth of the table and slow every backup.
A7|Assess|normal|toggle|mobile-app|Freeze a card from mobile-app|Customers can freeze and unfreeze their card themselves; the toggle starts at five percent.|A lost card is frozen after eleven minutes on average, by telephone.
A8|New|normal|deploy|payments-api|Support 3-D Secure 2.3 challenges in payments-api|The new challenge flow is offered to banks that ask for it.|The card schemes end the old flow next year.
A8|New|normal|deploy|notifications|Send payment receipts from notifications|Customers who want it get a receipt by mail a minute after the payment.|Asked for in every second shop interview.
A8|New|standard|config|statements|Log statement exports in statements|Each export leaves a line with who, what and when.|The security review asks for it.
now|Closed|standard|cert|acquirer-gateway|Renew the client certificate of acquirer-gateway|The certificate for the first acquirer is replaced ten days before it ends.|Without it card payments stop.
now|Closed|normal|infra|card-vault|Move card-vault to the new key store|The move was stopped after the vault did not start on the new store; keys stayed where they were.|The old store is out of support since July.
now|Implement|emergency|infra|config-service|Patch OpenSSL on the edge of config-service|Eight nodes get the fixed library one after the other.|A flaw published yesterday can be used from the internet.
now|Scheduled|standard|config|notifications|Cut the retry queue of notifications to one day|Messages older than a day are no longer sent.|Late push messages confuse more than they help.
now|Authorize|normal|infra|card-vault|Apply the audit patch to card-vault|The vendor closes a gap in the audit trail of the vault. One restart per node.|The auditor asks for it before the end of the quarter.
now|Assess|normal|infra|ledger-db|Upgrade ledger-db to the next minor version|The vendor ended fixes for the running version; the new one needs a restart of ninety seconds.|No fixes for the running version after July.
now|New|normal|deploy|card-vault|Rotate the keys of card-vault every ninety days|Keys are rotated by schedule and old ones kept for reading.|Today they are rotated once a year, by hand, by one person.
now|Cancelled|normal|deploy|mobile-app|Offer a widget with the balance in mobile-app|A widget would show the balance on the home screen without signing in.|Asked for in the store; security advises against it.
now|Review|standard|config|notifications|Scrape metrics of notifications every fifteen seconds|The interval goes from sixty to fifteen seconds.|Short failures did not show on the dashboard.`;

/** Name, version or train, type, state, outcome, days from now to its night (trains: their departure), owner's words. */
export const releasesText = `
A1|Payments 4.6.0|4.6.0|minor|Closed|successful|-42|Partial captures for large shops, limits without deployments.|Backfill took half the time that was planned.
A2|Train T5|T5|minor|Closed|successful with issues|-28|Balances with their time, archive statements, pending payments.|The index on refunds was built twice because the first build ran into its limit.
A3|Mobile 2.13.0|2.13.0|major|Closed|backed out|-21|Device keys instead of text messages.|Sign-in failed on phones with an old key store; back to 2.12.4 in 31 minutes.
A4|Train T6|T6|minor|Closed|successful|-14|No double charges, cheaper payouts, refunds scored.|The smoke test of payout now runs by itself.
A5|Ledger 7.1.4|7.1.4|patch|Review||-2|Rounding as the audit asks.|
A6|Payments 4.8.0|4.8.0|minor|Scheduled||0|Fewer lost sales through the second acquirer, payouts that finance can match.|
A7|Train T8|T8|minor|Awaiting approval||14|Ledger reads from a replica, events in a common envelope, cards frozen by their owners.|
A8|Train T9|T9|minor|Planning||28|Next sprint's increment of all four teams.|`;
