CREATE TABLE "contact_mappings" (
	"tenant_id" uuid DEFAULT nullif(current_setting('app.tenant_id', true), '')::uuid NOT NULL,
	"provider" text NOT NULL,
	"account" text DEFAULT '' NOT NULL,
	"external_id" text NOT NULL,
	"contact_id" uuid,
	"e164" text,
	"display_name" text,
	"stated_at" timestamp with time zone NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "contact_mappings_tenant_id_provider_account_external_id_pk" PRIMARY KEY("tenant_id","provider","account","external_id")
);
--> statement-breakpoint
ALTER TABLE "contact_mappings" ADD CONSTRAINT "contact_mappings_tenant_id_contact_id_contacts_tenant_id_id_fk" FOREIGN KEY ("tenant_id","contact_id") REFERENCES "public"."contacts"("tenant_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "contact_mappings_contact_idx" ON "contact_mappings" USING btree ("tenant_id","contact_id");--> statement-breakpoint
SELECT docketline.protect('contact_mappings', 'SELECT, INSERT, UPDATE', ARRAY['provider', 'contact_id', 'stated_at']);
