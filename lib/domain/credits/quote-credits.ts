import "server-only";
import { AppError } from "@/lib/core/errors";
import type { CreditQuote, CreditService } from "./credit-quote";
import { PRICE_LIST } from "./price-list";

/** More units than anything is ever sent or spoken for at once; it keeps the amount far from the column's bounds. */
const MAX_QUANTITY = 100_000;

/**
 * The price of `quantity` units of a service by today's price list.
 * @throws AppError `invalid_input` for a quantity that is no whole number from 0 to 100,000
 */
export function quoteCredits(wanted: { service: CreditService; quantity: number }): CreditQuote {
  const { service, quantity } = wanted;
  if (!Number.isInteger(quantity) || quantity < 0 || quantity > MAX_QUANTITY) {
    throw new AppError("invalid_input", "This quantity has no price");
  }
  const { unitPrice, channel } = PRICE_LIST.prices[service];
  return { service, channel, quantity, unitPrice, amount: quantity * unitPrice };
}
