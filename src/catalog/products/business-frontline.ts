import type { ProductRow } from "./row";

/** Microsoft 365 Business and Frontline suites, and Microsoft 365 Apps. */
export const businessFrontlineProducts: readonly ProductRow[] = [
  ["SPE_F1", "suite", "Microsoft 365 Firstline F3", "M365 F3"],
  ["M365_F1", "suite", "M365 F1"],
  ["M365_F1_COMM", "suite"],
  ["Microsoft_365_F1_EEA_(no_Teams)", "suite"],
  ["Microsoft_365_F3_EEA_(no_Teams)", "suite"],
  [
    "O365_BUSINESS_ESSENTIALS",
    "suite",
    "Office 365 Business Essentials",
    "Microsoft 365 Business Basic (Nonprofit Staff Pricing)",
  ],
  [
    "SMB_BUSINESS_ESSENTIALS",
    "suite",
    "Office 365 Business Essentials - Prepaid Legacy",
    "Microsoft 365 Business Basic (Nonprofit Staff Pricing)",
  ],
  ["Microsoft_365_Business_Basic_(no Teams)", "suite"],
  ["Microsoft_365_Business_Basic_EEA_(no_Teams)", "suite"],
  ["O365_BUSINESS_PREMIUM", "suite", "Office 365 Business Premium"],
  ["SMB_BUSINESS_PREMIUM", "suite", "Office 365 Business Premium - Prepaid Legacy"],
  ["MICROSOFT_365_BUSINESS_STANDARD_NO_TEAMS", "suite"],
  ["Office_365_w/o_Teams_Bundle_Business_Standard", "suite"],
  ["Microsoft_365_Business_Standard_EEA_(no_Teams)", "suite"],
  ["SPB", "suite", "Microsoft 365 Business", "Microsoft 365 Business Premium (Nonprofit Staff Pricing)"],
  ["Microsoft_365_ Business_ Premium_(no Teams)", "suite"],
  ["Office_365_w/o_Teams_Bundle_Business_Premium", "suite"],
  [
    "Microsoft_365_Business_Premium_Donation_(Non_Profit_Pricing)",
    "suite",
    "Microsoft 365 Business Premium (Nonprofit Staff Pricing)",
  ],
  ["LITEPACK", "suite", "Office 365 (Plan P1)"],
  ["LITEPACK_P2", "suite", "Office 365 Small Business P2"],
  ["MIDSIZEPACK", "suite"],
  ["O365_BUSINESS", "officeApps", "Office 365 Business"],
  ["SMB_BUSINESS", "officeApps", "Office 365 Business - Prepaid Legacy"],
  ["OFFICESUBSCRIPTION", "officeApps", "Office 365 ProPlus", "Office Professional Plus", "Microsoft 365 Apps"],
];
