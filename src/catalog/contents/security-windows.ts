import type { ContentRow } from "./row";

/** Service plans of the security and Windows products. */
export const securityWindowsContents: readonly ContentRow[] = [
  { sku: "EMS", like: "EMS_GOV", plus: "EXCHANGE_S_FOUNDATION", minus: "EXCHANGE_S_FOUNDATION_GOV" },
  { sku: "EMSPREMIUM", like: "EMSPREMIUM_GOV", plus: "EXCHANGE_S_FOUNDATION", minus: "EXCHANGE_S_FOUNDATION_GOV" },
  { sku: "AAD_PREMIUM", plus: "AAD_PREMIUM, ADALLOM_S_DISCOVERY, EXCHANGE_S_FOUNDATION, MFA_PREMIUM" },
  {
    sku: "AAD_PREMIUM_P2",
    plus: "AAD_PREMIUM, AAD_PREMIUM_P2, ADALLOM_S_DISCOVERY, EXCHANGE_S_FOUNDATION, MFA_PREMIUM",
  },
  { sku: "AAD_BASIC", plus: "AAD_BASIC" },
  { sku: "Microsoft_Entra_ID_Governance", plus: "Entra_Identity_Governance" },
  {
    sku: "Microsoft_Entra_Suite_Step_Up_for_Microsoft_Entra_ID_P2",
    plus: `
      Entra_Identity_Governance, Entra_Premium_Internet_Access, Entra_Premium_Private_Access,
      Verifiable_Credentials_Service_Request`,
  },
  { sku: "Workload_Identities_P2", plus: "AAD_WRKLDID_P2" },
  { sku: "MFA_STANDALONE", plus: "EXCHANGE_S_FOUNDATION, MFA_PREMIUM" },
  { sku: "INTUNE_A", plus: "INTUNE_A" },
  { sku: "INTUNE_A_VL", plus: "EXCHANGE_S_FOUNDATION, INTUNE_A_VL" },
  { sku: "INTUNE_SMB", plus: "AAD_SMB, EXCHANGE_S_FOUNDATION, INTUNE_A, INTUNE_SMBIZ" },
  { sku: "INTUNE_A_D", plus: "EXCHANGE_S_FOUNDATION, INTUNE_A" },
  { sku: "Microsoft_Intune_Suite", plus: "Intune-EPM, Intune-MAMTunnel, Intune_AdvancedEA, INTUNE_P2, REMOTE_HELP" },
  { sku: "RIGHTSMANAGEMENT", plus: "RMS_S_ENTERPRISE, RMS_S_PREMIUM" },
  { sku: "RIGHTSMANAGEMENT_CE", plus: "EXCHANGE_S_FOUNDATION, RMS_S_ENTERPRISE, RMS_S_PREMIUM" },
  { sku: "ATP_ENTERPRISE", plus: "ATP_ENTERPRISE" },
  { sku: "THREAT_INTELLIGENCE", plus: "ATP_ENTERPRISE, MTP, THREAT_INTELLIGENCE" },
  { sku: "WIN_DEF_ATP", plus: "EXCHANGE_S_FOUNDATION, WINDEFATP" },
  { sku: "DEFENDER_ENDPOINT_P1", plus: "Intune_Defender, MDE_LITE" },
  { sku: "MDATP_XPLAT", plus: "EXCHANGE_S_FOUNDATION, Intune_Defender, WINDEFATP" },
  { sku: "MDE_SMB", plus: "Intune_Defender, M365_LIGHTHOUSE_CUSTOMER_PLAN1, M365_LIGHTHOUSE_PARTNER_PLAN1, MDE_SMB" },
  { sku: "ATA", plus: "ADALLOM_FOR_AATP, ATA, EXCHANGE_S_FOUNDATION" },
  { sku: "ADALLOM_STANDALONE", plus: "ADALLOM_S_STANDALONE, EXCHANGE_S_FOUNDATION" },
  { sku: "ADALLOM_O365", plus: "ADALLOM_S_O365, EXCHANGE_S_FOUNDATION" },
  { sku: "TVM_Premium_Standalone", plus: "TVM_PREMIUM_1" },
  { sku: "TVM_Premium_Add_on", plus: "TVM_PREMIUM_1" },
  { sku: "IDENTITY_THREAT_PROTECTION", like: "SPE_F5_SEC", plus: "SAFEDOCS" },
  {
    sku: "IDENTITY_THREAT_PROTECTION_FOR_EMS_E5",
    plus: "ATP_ENTERPRISE, MTP, SAFEDOCS, THREAT_INTELLIGENCE, WINDEFATP",
  },
  {
    sku: "INFORMATION_PROTECTION_COMPLIANCE",
    like: "SPE_F5_COMP",
    plus: "COMMUNICATIONS_COMPLIANCE, ContentExplorer_Standard, INSIDER_RISK_MANAGEMENT, MIP_S_Exchange",
    minus: "BPOS_S_DlpAddOn, EXCHANGE_S_ARCHIVE_ADDON",
  },
  {
    sku: "EQUIVIO_ANALYTICS",
    plus: "EQUIVIO_ANALYTICS, INFORMATION_BARRIERS, LOCKBOX_ENTERPRISE, MIP_S_CLP2, PAM_ENTERPRISE, PREMIUM_ENCRYPTION",
  },
  { sku: "WIN10_PRO_ENT_SUB", plus: "WIN10_PRO_ENT_SUB" },
  {
    sku: "WIN10_VDA_E3",
    plus: `
      EXCHANGE_S_FOUNDATION, UNIVERSAL_PRINT_01, Virtualization Rights for Windows 10 (E3/E5+VDA),
      WINDOWSUPDATEFORBUSINESS_DEPLOYMENTSERVICE, Windows_Autopatch`,
  },
  { sku: "WIN10_VDA_E5", like: "WIN10_VDA_E3", plus: "WINDEFATP" },
  {
    sku: "E3_VDA_only",
    like: "WIN10_VDA_E3",
    plus: "DATAVERSE_FOR_POWERAUTOMATE_DESKTOP, POWERAUTOMATE_DESKTOP_FOR_WIN",
  },
  {
    sku: "WIN_ENT_E5",
    like: "E3_VDA_only",
    plus: "WIN10_PRO_ENT_SUB, WINDEFATP",
    minus: "Virtualization Rights for Windows 10 (E3/E5+VDA), Windows_Autopatch",
  },
  {
    sku: "CPC_B_2C_4RAM_128GB",
    plus: "CPC_B_2C_4RAM_128GB, EXCHANGE_S_FOUNDATION, M365_LIGHTHOUSE_CUSTOMER_PLAN1, M365_LIGHTHOUSE_PARTNER_PLAN1",
  },
  {
    sku: "CPC_B_2C_8RAM_128GB",
    plus: "CPC_SS_2, EXCHANGE_S_FOUNDATION, M365_LIGHTHOUSE_CUSTOMER_PLAN1, M365_LIGHTHOUSE_PARTNER_PLAN1",
  },
  { sku: "CPC_E_2C_4GB_128GB", plus: "CPC_1, EXCHANGE_S_FOUNDATION" },
  { sku: "CPC_E_2C_8GB_128GB", plus: "CPC_2, EXCHANGE_S_FOUNDATION" },
  { sku: "CPC_E_4C_16GB_256GB", plus: "CPC_E_4C_16GB_256GB, EXCHANGE_S_FOUNDATION" },
];
