import { accepted, type Case, many } from "../case";

const source = "docs/service.md, Parameters of CreateImagePipeline: AddAccount.N";
const accounts = (count: number): string[] => many(count, (n) => `${1_000_000_000 + n}`);

export const accountCases: Case[] = [
  accepted("an account ID as text is accepted", source, { addAccounts: ["1234567890"] }),
  accepted("an account ID of 16 digits as text is accepted, digit for digit", source, {
    addAccounts: ["9999999999999999"],
  }),
  accepted("an account ID as a number is accepted", source, { addAccounts: [1234567890] }),
  accepted("the largest number that is exact is accepted as an account ID", source, {
    addAccounts: [Number.MAX_SAFE_INTEGER],
  }),
  accepted("an account ID given as text and as a number is one account", source, {
    addAccounts: ["1234567890", 1234567890],
  }),
  accepted("an empty list of accounts means that nothing is shared", source, { addAccounts: [] }),
  accepted("20 accounts are accepted", source, { addAccounts: accounts(20) }),
  accepted("21 accounts of which two are the same are 20, and accepted", source, {
    addAccounts: [...accounts(20), "1000000001"],
  }),
  {
    title: "21 accounts are refused",
    source,
    args: { addAccounts: accounts(21) },
    check: { refuse: ["addAccounts"] },
    says: [/20/],
    simulator: "InvalidAddAccountSize.ExceededMaxNumber",
  },
  {
    title: "a number too large to be exact is refused as an account ID: quote it",
    source: `${source}: pass as strings`,
    args: { addAccounts: [2 ** 53] },
    check: { refuse: ["addAccounts[0]"] },
    says: [/string|quote/i],
    simulator: "accept",
  },
  {
    title: "an account name instead of an ID is refused by its place",
    source: `${source}: the type is a number`,
    args: { addAccounts: ["1234567890", "team@example.com"] },
    check: { refuse: ["addAccounts[1]"] },
    says: [/digits/i],
    simulator: "InvalidParameter.AddAccount.2",
  },
  {
    title: "an empty account ID is refused",
    source,
    args: { addAccounts: [""] },
    check: { refuse: ["addAccounts[0]"] },
    says: [/digits/i],
    simulator: "InvalidParameter.AddAccount.1",
  },
  {
    title: "an account ID with blanks around it is refused",
    source,
    args: { addAccounts: [" 1234567890"] },
    check: { refuse: ["addAccounts[0]"] },
    says: [/digits/i],
    simulator: "InvalidParameter.AddAccount.1",
  },
  {
    title: "an account ID with a fraction is refused",
    source,
    args: { addAccounts: [1234567890.5] },
    check: { refuse: ["addAccounts[0]"] },
    says: [/digits|whole|string/i],
    simulator: "InvalidParameter.AddAccount.1",
  },
  {
    title: "an account ID below zero is refused",
    source,
    args: { addAccounts: [-1234567890] },
    check: { refuse: ["addAccounts[0]"] },
    says: [/digits|positive/i],
    simulator: "InvalidParameter.AddAccount.1",
  },
  {
    title: "one account where a list is wanted is refused",
    source,
    args: { addAccounts: "1234567890" },
    check: { refuse: ["addAccounts"] },
    says: [/list|array/i],
    simulator: "InvalidParameter.AddAccount",
  },
];
