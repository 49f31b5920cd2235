-- Ciphertext does not get smaller: trying to compress it was a third of storing an event.
ALTER TABLE webhook_events ALTER COLUMN payload_ciphertext SET STORAGE EXTERNAL;
--> statement-breakpoint
ALTER TABLE webhook_deliveries ALTER COLUMN payload_ciphertext SET STORAGE EXTERNAL;
--> statement-breakpoint
-- A message that is only awaited gives way to the whole one, which another system may have told of first.
GRANT UPDATE (message_id) ON message_mappings TO docketline_app;
--> statement-breakpoint
GRANT DELETE ON messages TO docketline_app;
--> statement-breakpoint
CREATE POLICY awaited ON messages AS RESTRICTIVE FOR DELETE TO docketline_app USING (state_rank < 0);
