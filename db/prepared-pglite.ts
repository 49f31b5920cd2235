import "server-only";
import {
  messages,
  PGlite,
  parse,
  protocol,
  type QueryOptions,
  type Results,
  type Transaction,
} from "@electric-sql/pglite";

/** Plans of as many statements are kept; the desk has some hundreds, and lists of values of every length. */
const MOST_STATEMENTS = 400;
/** A longer one lists values and hardly comes again. */
const MOST_CHARACTERS = 20_000;

type Statement = {
  name: string;
  /** OIDs of its parameters. */
  parameters: number[];
  columns: { name: string; dataTypeID: number }[];
};

type Answer = Awaited<ReturnType<PGlite["execProtocolStream"]>>;

/** What changes the meaning of a text that was prepared before. */
const DEFINITION = /\b(create|alter|drop|truncate|discard|deallocate)\b/i;

const CHANGES = new Set(["INSERT", "UPDATE", "DELETE", "MERGE"]);

/**
 * The embedded engine with prepared statements: a text that comes again is neither parsed nor planned again, and its run is
 * one call into the engine instead of six. Row-level security makes planning the larger part of most of our statements. A
 * plan that depends on policies belongs to the role that it was made for; the engine makes another when the role differs.
 */
export class PreparedPglite extends PGlite {
  /** By their text, the one that was not used for the longest time first. */
  readonly #statements = new Map<string, Statement>();
  #next = 1;

  override async query<Row>(text: string, params?: unknown[], options?: QueryOptions): Promise<Results<Row>> {
    await this._checkReady();
    return this._runExclusiveTransaction(async () => {
      const results = await this.#run<Row>(text, params, options);
      await this.syncToFs();
      return results;
    });
  }

  override async exec(text: string, options?: QueryOptions): Promise<Results[]> {
    const results = await super.exec(text, options);
    if (DEFINITION.test(text)) await this.#forget();
    return results;
  }

  override async transaction<Result>(work: (tx: Transaction) => Promise<Result>): Promise<Result> {
    return super.transaction((tx) => {
      const query = <Row>(text: string, params?: unknown[], options?: QueryOptions): Promise<Results<Row>> => {
        if (tx.closed) throw new Error("Transaction is closed");
        return this.#run<Row>(text, params, options);
      };
      return work({
        query,
        sql: tx.sql,
        exec: tx.exec,
        rollback: tx.rollback,
        listen: tx.listen,
        get closed() {
          return tx.closed;
        },
      });
    });
  }

  /** One statement, prepared under a name; the caller holds the connection. */
  #run<Row>(text: string, params: unknown[] = [], options: QueryOptions = {}): Promise<Results<Row>> {
    return this._runExclusiveQuery(async () => {
      const { name, parameters, columns } = await this.#prepared(text);
      const values = params.map((value, index) => this.#written(value, parameters[index], options));
      const { bind, execute, sync } = protocol.serialize;
      const answer = await this.#send([bind({ statement: name, values }), execute(), sync()]);
      return this.#read<Row>(answer, columns, options);
    });
  }

  async #prepared(text: string): Promise<Statement> {
    const known = this.#statements.get(text);
    if (known) {
      this.#statements.delete(text);
      this.#statements.set(text, known);
      return known;
    }
    const { parse: prepare, describe, close, sync } = protocol.serialize;
    const isKept = text.length <= MOST_CHARACTERS;
    const name = isKept ? `docketline_${this.#next}` : "";
    this.#next += 1;
    const dropped = isKept ? this.#makeRoom() : null;
    const answer = await this.#send([
      ...(dropped === null ? [] : [close({ type: "S", name: dropped })]),
      prepare({ name, text }),
      describe({ type: "S", name }),
      sync(),
    ]);
    const statement = {
      name,
      parameters: parse.parseDescribeStatementResults(answer),
      columns: answer.flatMap((message) =>
        message instanceof messages.RowDescriptionMessage
          ? message.fields.map(({ name: column, dataTypeID }) => ({ name: column, dataTypeID }))
          : [],
      ),
    };
    if (isKept) this.#statements.set(text, statement);
    return statement;
  }

  /** The name of the statement that has to go for another one. */
  #makeRoom(): string | null {
    if (this.#statements.size < MOST_STATEMENTS) return null;
    const [oldest] = this.#statements;
    if (!oldest) return null;
    this.#statements.delete(oldest[0]);
    return oldest[1].name;
  }

  #written(value: unknown, oid = 0, { serializers }: QueryOptions): string | null {
    if (value === null || value === undefined) return null;
    const write = serializers?.[oid] ?? this.serializers[oid];
    return write ? write(value) : String(value);
  }

  /** Several messages in one call into the engine; what fails takes those up to the end with it. */
  #send(asked: Uint8Array[]): Promise<Answer> {
    return this.execProtocolStream(Buffer.concat(asked), { syncToFs: false });
  }

  /** As the library's own reading, which copies its table of some hundred types for every statement. */
  #read<Row>(answer: Answer, columns: Statement["columns"], { parsers, rowMode }: QueryOptions): Results<Row> {
    const readers = columns.map(({ dataTypeID }) => parsers?.[dataTypeID] ?? this.parsers[dataTypeID]);
    const readValue = (field: string | null, index: number): unknown => {
      const reader = readers[index];
      return field === null || reader === undefined ? field : reader(field);
    };
    const rows: unknown[] = [];
    let tag = "";
    for (const message of answer) {
      if (message instanceof messages.CommandCompleteMessage) tag = message.text;
      if (!(message instanceof messages.DataRowMessage)) continue;
      const values = message.fields.map(readValue);
      rows.push(
        rowMode === "array" ? values : Object.fromEntries(columns.map(({ name }, index) => [name, values[index]])),
      );
    }
    const [command = ""] = tag.split(" ");
    const count = Number.parseInt(tag.slice(tag.lastIndexOf(" ") + 1), 10);
    const isChange = CHANGES.has(command);
    return {
      rows: rows as Results<Row>["rows"],
      fields: columns,
      command,
      affectedRows: isChange ? count : 0,
      ...(Number.isNaN(count) ? {} : { rowCount: count }),
    };
  }

  async #forget(): Promise<void> {
    await this._runExclusiveQuery(async () => {
      this.#statements.clear();
      await this.#send([protocol.serialize.query("deallocate all")]);
    });
  }
}
