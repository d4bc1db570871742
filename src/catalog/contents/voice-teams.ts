import type { ContentRow } from "./row";

/** Service plans of the telephone and Teams products. */
export const voiceTeamsContents: readonly ContentRow[] = [
  { sku: "MCOEV", plus: "MCOEV" },
  { sku: "MCOEVSMB_1", plus: "MCOEVSMB" },
  { sku: "MCOEV_TELSTRA", plus: "MCOEV" },
  { sku: "MCOEV_DOD", plus: "MCOEV" },
  { sku: "MCOEV_GCCHIGH", plus: "MCOEV" },
  { sku: "MCOTEAMS_ESSENTIALS", plus: "MCOEV, MCOPSTN1" },
  { sku: "Operator_Connect_Mobile", plus: "MCOFMC1" },
  { sku: "PHONESYSTEM_VIRTUALUSER", plus: "MCOEV_VIRTUALUSER" },
  { sku: "MCOPSTN1", plus: "MCOPSTN1" },
  { sku: "MCOPSTN2", plus: "MCOPSTN2" },
  { sku: "54a152dc-90de-4996-93d2-bc47e670fc06", plus: "MCOPSTN5" },
  { sku: "d43177b5-475b-4880-92d4-d54c27b5efbd", plus: "Skype for Business PSTN Calling Domestic Small" },
  { sku: "MCOPSTN_5", plus: "MCOPSTN5, MCOSMS5" },
  { sku: "MCOPSTN5_US", plus: "PSTN5_US" },
  { sku: "MCOPSTN_6", plus: "MCOPSTN6" },
  { sku: "Microsoft_Teams_Calling_Plan_pay_as_you_go_(country_zone_1)", plus: "MCOPSTN_PAYG_1, MCOSMS_PAYG_1" },
  { sku: "Microsoft_Teams_Calling_Plan_pay_as_you_go_(country_zone_1_US)", plus: "MCOPSTN_PAYG_1" },
  { sku: "MCOPSTNEAU2", plus: "MCOPSTNEAU" },
  { sku: "MCOPSTNPP", plus: "MCOPSTN3" },
  { sku: "MCOPSTNC", plus: "MCOPSTNC" },
  { sku: "MCOMEETADV", plus: "MCOMEETADV" },
  { sku: "MCOMEETACPEA", plus: "MCOMEETACPEA" },
  { sku: "Microsoft_Teams_Audio_Conferencing_select_dial_out", plus: "MCOMEETBASIC" },
  { sku: "BUSINESS_VOICE", plus: "MCOEV, MCOMEETADV, MCOPSTN1" },
  { sku: "BUSINESS_VOICE_MED2", plus: "MCOEV, MCOMEETADV, MCOPSTN1" },
  { sku: "BUSINESS_VOICE_MED2_TELCO", plus: "MCOMEETADV, MCOPSTN1" },
  { sku: "BUSINESS_VOICE_DIRECTROUTING", plus: "MCOEV, MCOMEETADV" },
  { sku: "BUSINESS_VOICE_DIRECTROUTING_MED", plus: "MCOEV, MCOMEETADV" },
  { sku: "MCOCAP", plus: "AAD_PREMIUM, EXCHANGE_S_ENTERPRISE, INTUNE_A, MCOEV, MCOSTANDARD, TEAMS1" },
  { sku: "MCOSTANDARD", plus: "MCOSTANDARD" },
  { sku: "MCOIMP", plus: "MCOIMP" },
  { sku: "ADV_COMMS", plus: "TEAMS_ADVCOMMS" },
  {
    sku: "Microsoft_Teams_Premium",
    plus: `
      MCO_VIRTUAL_APPT, MICROSOFT_ECDN, TEAMSPRO_CUST, TEAMSPRO_MGMT, TEAMSPRO_PROTECTION, TEAMSPRO_VIRTUALAPPT,
      TEAMSPRO_WEBINAR`,
  },
  { sku: "Teams_Premium_(for_Departments)", like: "Microsoft_Teams_Premium", plus: "MESH_IMMERSIVE" },
  {
    sku: "Microsoft_Teams_Enterprise_New",
    plus: `
      EXCHANGE_S_DESKLESS, FORMS_PLAN_E1, INTUNE_O365, MCOIMP, MESH_AVATARS_ADDITIONAL_FOR_TEAMS, MESH_AVATARS_FOR_TEAMS,
      MESH_IMMERSIVE_FOR_TEAMS, MICROSOFTBOOKINGS, MICROSOFT_SEARCH, ONEDRIVE_BASIC_P2, PLACES_CORE, SHAREPOINTWAC, TEAMS1`,
  },
  { sku: "Microsoft_Teams_EEA_New", like: "Microsoft_Teams_Enterprise_New", minus: "PLACES_CORE" },
  { sku: "Teams_Ess", plus: "TeamsEss" },
  {
    sku: "TEAMS_ESSENTIALS_AAD",
    like: "Microsoft_Teams_Enterprise_New",
    minus:
      "MESH_AVATARS_ADDITIONAL_FOR_TEAMS, MESH_AVATARS_FOR_TEAMS, MESH_IMMERSIVE_FOR_TEAMS, MICROSOFTBOOKINGS, " +
      "PLACES_CORE",
  },
  {
    sku: "TEAMS_EXPLORATORY",
    like: "STANDARDWOFFPACK",
    plus: `
      CDS_O365_P1, INTUNE_O365, MCO_TEAMS_IW, MICROSOFT_SEARCH, MYANALYTICS_P2, OFFICEMOBILE_SUBSCRIPTION,
      POWER_VIRTUAL_AGENTS_O365_P1, WHITEBOARD_PLAN1`,
    minus: "MCOSTANDARD",
  },
  {
    sku: "TEAMS_COMMERCIAL_TRIAL",
    like: "TEAMS_EXPLORATORY",
    plus: "EXCHANGE_S_FOUNDATION, SHAREPOINTDESKLESS",
    minus: `
      BPOS_S_TODO_1, Deskless, EXCHANGE_S_STANDARD, INTUNE_O365, MICROSOFT_SEARCH, MYANALYTICS_P2, OFFICEMOBILE_SUBSCRIPTION,
      SHAREPOINTSTANDARD`,
  },
  {
    sku: "TEAMS_FREE",
    plus: "EXCHANGE_S_FOUNDATION, MCOFREE, SHAREPOINTDESKLESS, TEAMS_FREE, TEAMS_FREE_SERVICE, WHITEBOARD_FIRSTLINE1",
  },
  {
    sku: "MEETING_ROOM",
    like: "MCOCAP",
    plus: "MCOMEETADV, Teams_Room_Standard, WHITEBOARD_PLAN3",
    minus: "EXCHANGE_S_ENTERPRISE",
  },
  { sku: "MEETING_ROOM_NOAUDIOCONF", plus: "INTUNE_A, MCOEV, MCOSTANDARD, TEAMS1, WHITEBOARD_PLAN3" },
  {
    sku: "Microsoft_Teams_Rooms_Basic",
    plus: "MCOMEETADV, TEAMS1, Teams_Rooms_Basic, Teams_Room_Basic, Teams_Room_Pro, WHITEBOARD_PLAN3",
  },
  { sku: "Microsoft_Teams_Rooms_Basic_without_Audio_Conferencing", plus: "TEAMS1, WHITEBOARD_PLAN3" },
  { sku: "Microsoft_Teams_Rooms_Pro", like: "MEETING_ROOM", minus: "Teams_Room_Standard" },
  {
    sku: "Microsoft_Teams_Rooms_Pro_without_Audio_Conferencing",
    like: "MEETING_ROOM_NOAUDIOCONF",
    plus: "AAD_PREMIUM",
  },
  { sku: "MTR_PREM", like: "MEETING_ROOM_NOAUDIOCONF", plus: "MCOMEETADV, MMR_P1" },
];
