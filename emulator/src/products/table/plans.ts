/**
 * Service plans of Microsoft's table, one a line: id, service plan name, name for people.
 * Written by scripts/catalog/update-table.mjs.
 */
export const planLines = `
3afa0b92-83ef-41c1-8d64-586ab882a951 3_PARTY_APP_PATCH | Intune Enterprise Application Management
c4da7f8a-5ee2-4c99-a7e1-87d2df57f6fe AAD_BASIC | Microsoft Entra BASIC
1d0f309f-fdf9-4b2a-9ae7-9c48b91f1426 AAD_BASIC_EDU | Microsoft Entra ID Basic for Education
3a3976ce-de18-4a87-a78e-5e9245e252df AAD_EDU | Microsoft Entra ID for Education
41781fb2-bc02-4b7c-bd55-b576c07bb09d AAD_PREMIUM | Microsoft Entra ID P1
eec0eb4f-6444-4f95-aba0-50c24d67f998 AAD_PREMIUM_P2 | Microsoft Entra ID P2
de377cbc-0019-4ec2-b77c-3f223947e102 AAD_SMB | Azure Active Directory
84c289f0-efcb-486f-8581-07f44fc9efad AAD_WRKLDID_P1 | Azure Active Directory workload identities P1
7dc0e92d-bf15-401d-907e-0884efe7c760 AAD_WRKLDID_P2 | Azure Active Directory workload identities P2
61d18b02-6889-479f-8f36-56e6e0fe5792 ADALLOM_FOR_AATP | SecOps Investigation for MDI
932ad362-64a8-4783-9106-97849a1a30b9 ADALLOM_S_DISCOVERY | Microsoft Defender for Cloud Apps Discovery
8c098270-9dd4-4350-9b30-ba4703f3b36b ADALLOM_S_O365 | Office 365 Cloud App Security
2e2ddb96-6af9-4b1d-a3f0-d6ecfd22edb2 ADALLOM_S_STANDALONE | Microsoft Defender for Cloud Apps
6ebdddb7-8e55-4af2-952b-69e77262f96c ADALLOM_S_STANDALONE_DOD | Microsoft Defender for Cloud Apps for DOD
d0ce5ebb-9db0-491f-b780-8973a1d815fe AGENT_365 | Agent 365
14ab5db5-e6c4-4b20-b4bc-13e36fd2227f ATA | Microsoft Defender for Identity
f20fedf3-f3c3-43c3-8267-2bfdd51c0939 ATP_ENTERPRISE | Microsoft Defender for Office 365 (Plan 1)
493ff600-6a2b-4db6-ad37-a7d4eb214516 ATP_ENTERPRISE_GOV | Microsoft Defender for Office 365 (Plan 1) for Government
6d9b0ae5-e6a0-4f04-991a-e5700fd84930 AUDIT_FOR_AGENTS | Microsoft Purview Audit for Agents
7d16094b-4db8-41ff-a182-372a90a85407 Auditing_10Year_ Retention_ Add_On | Auditing 10Year Retention Add On
2049e525-b859-401b-b2a0-e0a31c4b1fe4 BI_AZURE_P0 | Power BI (free)
2125cfd7-2110-4567-83c4-c1cd5275163d BI_AZURE_P1 | Microsoft Power BI Reporting and Analytics Plan 1
70d33638-9c74-4d01-bfd3-562de28bd4ba BI_AZURE_P2 | Power BI Pro
0bf3c642-7bb5-4ccc-884e-59d09df0266c BI_AZURE_P3 | Power BI Premium Per User
32d15238-9a8c-46da-af3f-21fc5351d365 BI_AZURE_P3_GOV | Power BI Premium Per User for Government
944e9726-f011-4353-b654-5f7d2663db76 BI_AZURE_P_2_GOV | Power BI Pro for Government
0d0c0d31-fae7-41f2-b909-eaf4d7f26dba Bing_Chat_Enterprise | Commercial data protection for Microsoft Copilot
9bec7e34-c9fa-40b7-a9d1-bd6d1165c7ed BPOS_S_DlpAddOn | Data Loss Prevention
5e62787c-c316-451f-b873-1d05acd4d12c BPOS_S_TODO_1 | To-Do (Plan 1)
c87f142c-d1e9-4363-8630-aaea9c4d9ae5 BPOS_S_TODO_2 | To-Do (Plan 2)
3fb82609-8c27-4f7b-bd51-30634711ee67 BPOS_S_TODO_3 | To-Do (Plan 3)
80873e7a-cd2a-4e67-b061-1b5381a676a5 BPOS_S_TODO_FIRSTLINE | To-Do (Firstline)
80f0ae31-0dfb-425c-b3fc-36f40170eb35 CAREERCOACH_EDU | Career Coach
ce312d15-8fdf-44c0-9974-a25a177125ee CCIBOTS_PRIVPREV_VIRAL | Dynamics 365 AI for Customer Service Virtual Agents Viral
ee493f70-a3b3-4204-9511-e3f6083b8df3 CDS_ POWERAPPS_PER_APP_CUSTOM_GCC | CDS Power Apps Per App Custom GCC
c2da6658-f89d-49f2-9508-40431dee115b CDS_ POWERAPPS_PER_APP_CUSTOM_NEW | CDS Power Apps Per App Custom New
2e8dde43-6986-479d-b179-7dbe31c31f60 CDS_ POWERAPPS_PER_USER_CUSTOM | CDS Power Apps Per User Custom
5d85ec34-44e5-43b6-a9aa-d1b4c1d3aa3b CDS_AI_Capacity_FI | AI Builder Capacity Add-on
3da2fd4c-1bee-4b61-a17f-94c31e5cab93 CDS_ATTENDED_RPA | Common Data Service Attended RPA
4802707d-47e1-45dc-82c5-b6981f0fb38c CDS_ATTENDED_RPA_GCC | Common Data Service Attended RPA for Government
ba80223c-e515-4642-a838-3e7d66f70cb6 CDS_CLOUD_FOR_SUSTAINABILITY_PLUS
  | Common Data Services for Cloud for Sustainability Plus
1c56fdd3-59ce-417a-b8bb-a97bb4e67b99 CDS_Copilot_for_Finance_Trial | Dataverse for Copilot for Finance Trial
ca00cff5-2568-4d03-bb6c-a653a8f360ca CDS_CUSTOMER_INSIGHTS | Common Data Service for Customer Insights
d04ca659-b119-4a92-b8fc-3ede584a9d65 CDS_CUSTOMER_INSIGHTS_BASE | Dataverse for Cust Insights BASE
d66ee5da-07d5-49d6-a1d8-45662c3f37be CDS_CUSTOMER_INSIGHTS_COMBINED_BASE | Dataverse for Customer Insights Combined Base
2f2e81a6-15de-4041-9f33-73c06fed3801 CDS_CUSTOMER_INSIGHTS_JOURNEYS_ADD-ON
  | Dataverse for Customer Insights Journeys add-on
94e5cbf6-d843-4ee8-a2ec-8b15eb52019e CDS_CUSTOMER_INSIGHTS_TRIAL | Common Data Service for Customer Insights Trial
360bcc37-0c11-4264-8eed-9fa7a3297c9b CDS_DB_CAPACITY | Common Data Service for Apps Database Capacity
1ddffef6-4f69-455e-89c7-d5d72105f915 CDS_DB_CAPACITY_GOV | Common Data Service for Apps Database Capacity for Government
f4614a66-d632-443a-bc77-afe92987b322 CDS_FIELD_SERVICE_CONTRACTOR
  | Common Data Service Field service Part Time Contractors
2457fe40-65be-48a1-935f-924ad6e62dba CDS_FIELD_SERVICE_CONTRACTOR_GCC
  | Common Data Service Field service Part Time Contractors for Government
dd12a3a8-caec-44f8-b4fb-2f1a864b51e3 CDS_FILE_CAPACITY | Common Data Service for Apps File Capacity
c84e52ae-1906-4947-ac4d-6fb3e5bf7c2e CDS_Flow_Business_Process | Common data service for Flow per business process plan
54b61386-c818-4634-8400-61c9e8f6acd3 CDS_Flow_Business_Process_GCC
  | Common Data Service for Power Automate per Business Process Plan for GCC
2bb89402-51e9-4c5a-be33-e954a9dd1ba6 CDS_FOR_IOM | Dataverse for IOM
e9830cfd-e65d-49dc-84fb-7d56b9aa2c89 CDS_FORM_PRO_USL | Common Data Service
dc48f5c5-e87d-43d6-b884-7ac4a59e7ee9 CDS_LOG_CAPACITY | Common Data Service for Apps Log Capacity
3069d530-e41b-421c-ad59-fb1001a23e11 CDS_O365_E5_KM | Common Data Service for SharePoint Syntex
90db65a7-bf11-4904-a79f-ef657605145b CDS_O365_F1 | Common Data Service for Teams
5e05331a-0aec-437e-87db-9ef5934b5771 CDS_O365_F1_GCC | Common Data Service for Teams_F1 GCC
bed136c6-b799-4462-824d-fc045d3a9d25 CDS_O365_P1 | Common Data Service for Teams
959e5dec-6522-4d44-8349-132c27c3795a CDS_O365_P1_GCC | Common Data Service for Teams_P1 GCC
95b76021-6a53-4741-ab8b-1d1f3d66a95a CDS_O365_P2 | Common Data Service for Teams
a70bbf38-cdda-470d-adb8-5804b8770f41 CDS_O365_P2_GCC | Common Data Service for Teams
afa73018-811e-46e9-988f-f75d2b1b8430 CDS_O365_P3 | Common Data Service for Teams
bce5e5ca-c2fd-4d53-8ee2-58dfffed4c10 CDS_O365_P3_GCC | Common Data Service for Teams
9f2f00ad-21ae-4ceb-994b-d8bc7be90999 CDS_PER_APP | CDS PowerApps per app plan
d7f9c9bc-0a28-4da4-b5f1-731acb27a3e4 CDS_PER_APP_GCC | CDS PowerApps per app plan for GCC
94a669d1-84d5-4e54-8462-53b0ae2c8be5 CDS_PER_APP_IWTRIAL | CDS Per app baseline access
32ad3a4e-2272-43b4-88d0-80d284258208 CDS_POWERAPPS_PORTALS_LOGIN | Common Data Service Power Apps Portals Login Capacity
0f7b9a29-7990-44ff-9d05-a76be778f410 CDS_POWERAPPS_PORTALS_LOGIN_GCC
  | Common Data Service Power Apps Portals Login Capacity for GCC
72c30473-7845-460a-9feb-b58f216e8694 CDS_POWERAPPS_PORTALS_PAGEVIEW | CDS PowerApps Portals page view capacity add-on
352257a9-db78-4217-a29d-8b8d4705b014 CDS_POWERAPPS_PORTALS_PAGEVIEW_GCC
  | CDS PowerApps Portals page view capacity add-on for GCC
0850ebb5-64ee-4d3a-a3e1-5a97213653b5 CDS_REMOTE_ASSIST | Common Data Service for Remote Assist
b475952f-128a-4a44-b82a-0b98a45ca7fb CDS_UNATTENDED_RPA | Common Data Service Unattended RPA
5141c408-df3d-456a-9878-a65119b0a750 CDS_UNATTENDED_RPA_GCC | Common Data Service Unattended RPA for Government
0a0a23fa-fea1-4195-bb89-b4789cb12f7f CDS_VIRTUAL_AGENT_BASE | Common Data Service for Virtual Agent Base
e4d0b25d-e440-4ee9-aac4-1d5a5db9f3ef CDS_Virtual_Agent_Base_Gov | Dataverse for Virtual Agent Base for GCC
5dd1819f-0de7-487f-985b-c450a4c9cc1d CDS_VIRTUAL_AGENT_BASE_MESSAGES | Dataverse for Microsoft Copilot Studio
cb867b3c-7f38-4d0d-99ce-e29cd69812c8 CDS_VIRTUAL_AGENT_USL | Common Data Service
95df1203-fee7-4726-b7e1-8037a8e899eb CDS_Virtual_Agent_Usl_GCC | Dataverse for Virtual Agent USL for GCC
bcc0702e-ba97-48d9-ae04-fa8689c53bba CDS_Virtual_Agent_Usl_Gov | Dataverse for Virtual Agent USL for GCC
a7c70a41-5e02-4271-93e6-d9b4184d83f5 CDSAICAPACITY | AI Builder capacity add-on
5d7a2e9a-4ee5-4f1c-bc9f-abc481bf39d8 CDSAICAPACITY_PERAPP | AI Builder capacity Per App add-on
91f50f7b-2204-4803-acac-5cf5668b8b39 CDSAICAPACITY_PERUSER | AI Builder capacity Per User add-on
74d93933-6f22-436e-9441-66d205435abb CDSAICAPACITY_PERUSER_NEW | AI Builder capacity Per User add-on
a1ace008-72f3-4ea0-8dac-33b3a23a2472 CLIPCHAMP | Microsoft Clipchamp
430b908f-78e1-4812-b045-cf83320e7d5d CLIPCHAMP_PREMIUM | Microsoft Clipchamp Premium
795aec3a-93a2-45be-92c4-47b9a76340ca CLOUD_PKI | Microsoft Cloud PKI
a312bdeb-1e21-40d0-84b1-0e73f128144f COMMON_DEFENDER_PLATFORM_FOR_OFFICE | Defender Platform for Office 365
135fe762-031a-4e79-bd3c-ac376addddec COMMUNICATION_COMPLIANCE_FOR_AGENTS
  | Microsoft Purview Communication Compliance for Agents
41fcdd7d-4733-4863-9cf4-c65b83ce2df4 COMMUNICATIONS_COMPLIANCE | RETIRED - Microsoft Communications Compliance
6dc145d6-95dd-4191-b9c3-185575ee6f6b COMMUNICATIONS_DLP | Microsoft Communications DLP
d1f65d05-a302-4861-bd35-da8933ba7655 COMPLIANCE_MANAGER_FOR_AGENTS | Microsoft Purview Compliance Manager for Agents
3a117d30-cfac-4f00-84ac-54f8b6a18d78 COMPLIANCE_MANAGER_PREMIUM_ASSESSMENT_ADDON
  | Compliance Manager Premium Assessment Add-On
d9fa6af4-e046-4c89-9226-729a0786685d Content_Explorer | Information Protection and Governance Analytics - Premium
2b815d45-56e4-4e3a-b65c-66cb9175b560 ContentExplorer_Standard
  | Information Protection and Governance Analytics \u2013 Standard
fe6c28b3-d468-44ea-bbd0-a10a5167435c COPILOT_STUDIO_IN_COPILOT_FOR_M365 | Copilot Studio in Copilot for M365
c815c93d-0759-4bb8-b857-bc921a71be83 CORTEX | Microsoft Viva Topics
545e3611-3af8-49a5-9a0a-b7867968f4b0 CPC_1 | Windows 365 Enterprise 2 vCPU 4 GB 128 GB
3efff3fe-528a-4fc5-b1ba-845802cc764f CPC_2 | Windows 365 Enterprise 2 vCPU 8 GB 128 GB
37c961db-2cfd-4e13-b81e-b0059ce10e34 CPC_B_16C_64GB_1TB | Windows 365 Business 16 vCPU, 64 GB, 1 TB
cbbedc49-52d5-4fd6-82ac-a5bc51634dc3 CPC_B_16C_64GB_512GB | Windows 365 Business 16 vCPU, 64 GB, 512 GB
3b98b912-1720-4a1e-9630-c9a41dbb61d8 CPC_B_1C_2RAM_64GB | Windows 365 Business 1 vCPU 2 GB 64 GB
1a13832e-cd79-497d-be76-24186f55c8b0 CPC_B_2C_4RAM_128GB | Windows 365 Business 2 vCPU 4 GB 128 GB
a0b1c075-51c9-4a42-b34c-308f3993bb7e CPC_B_2C_4RAM_256GB | Windows 365 Business 2 vCPU 4 GB 256 GB
a790cd6e-a153-4461-83c7-e127037830b6 CPC_B_2C_4RAM_64GB | Windows 365 Business 2 vCPU 4 GB 64 GB
1a3ef005-2ef6-434b-8be1-faa56c892854 CPC_B_2C_8RAM_256GB | Windows 365 Business 2 vCPU 8 GB 256 GB
1d4f75d3-a19b-49aa-88cb-f1ea1690b550 CPC_B_4C_16RAM_128GB | Windows 365 Business 4 vCPU 16 GB 128 GB
30f6e561-8805-41d0-80ce-f82698b72d7d CPC_B_4C_16RAM_256GB | Windows 365 Business 4 vCPU 16 GB 256 GB
15499661-b229-4a1f-b0f9-bd5832ef7b3e CPC_B_4C_16RAM_512GB | Windows 365 Business 4 vCPU 16 GB 512 GB
648005fc-b330-4bd9-8af6-771f28958ac0 CPC_B_8C_32RAM_128GB | Windows 365 Business 8 vCPU 32 GB 128 GB
d7a5113a-0276-4dc2-94f8-ca9f2c5ae078 CPC_B_8C_32RAM_256GB | Windows 365 Business 8 vCPU 32 GB 256 GB
4229a0b4-7f34-4835-b068-6dc8d10be57c CPC_B_8C_32RAM_512GB | Windows 365 Business 8 vCPU 32 GB 512 GB
86d70dbb-d4c6-4662-ba17-3014204cbb28 CPC_E_1C_2GB_64GB | Windows 365 Enterprise 1 vCPU 2 GB 64 GB
0d143570-9b92-4f57-adb5-e4efcd23b3bb CPC_E_2C_4GB_256GB | Windows 365 Enterprise 2 vCPU 4 GB 256 GB
23a25099-1b2f-4e07-84bd-b84606109438 CPC_E_2C_4GB_64GB | Windows 365 Enterprise 2 vCPU 4 GB 64 GB
d3468c8c-3545-4f44-a32f-b465934d2498 CPC_E_2C_8GB_256GB | Windows 365 Enterprise 2 vCPU 8 GB 256 GB
2de9c682-ca3f-4f2b-b360-dfc4775db133 CPC_E_4C_16GB_128GB | Windows 365 Enterprise 4 vCPU 16 GB 128 GB
9ecf691d-8b82-46cb-b254-cd061b2c02fb CPC_E_4C_16GB_256GB | Windows 365 Enterprise 4 vCPU 16 GB 256 GB
3bba9856-7cf2-4396-904a-00de74fba3a4 CPC_E_4C_16GB_512GB | Windows 365 Enterprise 4 vCPU 16 GB 512 GB
2f3cdb12-bcde-4e37-8529-e9e09ec09e23 CPC_E_8C_32GB_128GB | Windows 365 Enterprise 8 vCPU 32 GB 128 GB
69dc175c-dcff-4757-8389-d19e76acb45d CPC_E_8C_32GB_256GB | Windows 365 Enterprise 8 vCPU 32 GB 256 GB
0e837228-8250-4047-8a80-d4a34ba11658 CPC_E_8C_32GB_512GB | Windows 365 Enterprise 8 vCPU 32 GB 512 GB
51855c77-4d2e-4736-be67-6dca605f2b57 CPC_S_2C_4GB_128GB | Windows 365 Shared Use 2 vCPU 4 GB 128 GB
aa8fbe7b-695c-4c05-8d45-d1dddf6f7616 CPC_S_2C_4GB_256GB | Windows 365 Shared Use 2 vCPU 4 GB 256 GB
64981bdb-a5a6-4a22-869f-a9455366d5bc CPC_S_2C_4GB_64GB | Windows 365 Shared Use 2 vCPU 4 GB 64 GB
057efbfe-a95d-4263-acb0-12b4a31fed8d CPC_S_2C_8GB_128GB | Windows 365 Shared Use 2 vCPU 8 GB 128 GB
50ef7026-6174-40ba-bff7-f0e4fcddbf65 CPC_S_2C_8GB_256GB | Windows 365 Shared Use 2 vCPU 8 GB 256 GB
dd3801e2-4aa1-4b16-a44b-243e55497584 CPC_S_4C_16GB_128GB | Windows 365 Shared Use 4 vCPU 16 GB 128 GB
2d1d344e-d10c-41bb-953b-b3a47521dca0 CPC_S_4C_16GB_256GB | Windows 365 Shared Use 4 vCPU 16 GB 256 GB
48b82071-99a5-4214-b493-406a637bd68d CPC_S_4C_16GB_512GB | Windows 365 Shared Use 4 vCPU 16 GB 512 GB
e4dee41f-a5c5-457d-b7d3-c309986fdbb2 CPC_S_8C_32GB_128GB | Windows 365 Shared Use 8 vCPU 32 GB 128 GB
1e2321a0-f81c-4d43-a0d5-9895125706b8 CPC_S_8C_32GB_256GB | Windows 365 Shared Use 8 vCPU 32 GB 256 GB
fa0b4021-0f60-4d95-bf68-95036285282a CPC_S_8C_32GB_512GB | Windows 365 Shared Use 8 vCPU 32 GB 512 GB
9d2eed2c-b0c0-4a89-940c-bc303444a41b CPC_SS_2 | Windows 365 Business 2 vCPU, 8 GB, 128 GB
1265e154-5544-4197-bba1-03ef69c3b180 CPMC | Compliance Program for Microsoft Cloud
2ba394e0-6f18-4b77-b45f-a5663bbab540 CRM_AUTO_ROUTING_ADDON | RETIRED - Field Service \u2013 Automated Routing Engine Add-On
24435e4b-87d0-4d7d-8beb-63a9b1573022 CRM_AUTO_ROUTING_ENGINE_ADDON | Field Service \u2013 Automated Routing Engine Add-On
0210d5c8-49d2-4dd1-a01b-a91c7c14e0bf CRM_HYBRIDCONNECTOR | CRM Hybrid Connector
1d4e9cb1-708d-449c-9f71-943aa8ed1d6a CRM_ONLINE_PORTAL | Microsoft Dynamics CRM Online - Portal Add-On
eac6b45b-aa89-429f-a37b-c8ce00e8367e CRM_ONLINE_PORTAL_GCC | Microsoft Dynamics CRM Online - Portal Add-On
eeea837a-c885-4167-b3d5-ddde30cbd85f CRMINSTANCE | Microsoft Dynamics CRM Online Instance
483cc331-f4df-4a3b-b8ca-fe1a247569f6 CRMINSTANCE_GCC | Microsoft Dynamics CRM Online Instance
bf36ca64-95c6-4918-9275-eb9f4ce2c04f CRMPLAN2 | MICROSOFT DYNAMICS CRM ONLINE BASIC
3d53f6d9-d6e0-45c1-9575-6acd77692584 CRMPLAN2_GCC | Microsoft Dynamics CRM Online Government Basic
f9646fb2-e3b2-4309-95de-dc4833737456 CRMSTANDARD | MICROSOFT DYNAMICS CRM ONLINE PROFESSIONA
2b8c7c8c-9db5-44a5-a1dd-f4aa5b97b372 CRMSTANDARD_GCC | Microsoft Dynamics CRM Online Professional for Government
77866113-0f3e-4e6e-9666-b1e25c6f99b0 CRMSTORAGE | Microsoft Dynamics CRM Online Storage Add-On
62edd427-6067-4274-93c4-29afdeb30707 CRMSTORAGE_GCC | Microsoft Dynamics CRM Online Storage Add-On
a98b7619-66c7-4885-bdfc-1d9c8c3d279f CRMTESTINSTANCE | Microsoft Dynamics CRM Online Additional Test Instance
6d99eb83-7b5f-4947-8e99-cc12f1adb399 CRMTESTINSTANCE_GCC
  | Microsoft Dynamics CRM Online Additional Non-production Instance
6db1f1db-2b46-403f-be40-e39395f08dbb CUSTOMER_KEY | Microsoft Customer Key
e6e35e2d-2e7f-4e71-bc6f-2f40ed062f5d CUSTOMER_VOICE_ADDON | Dynamics Customer Voice Add-On
296820fe-dce5-40f4-a4f2-e14b8feef383 Customer_Voice_Base | Dynamics 365 Customer Voice Base Plan
46c5ea0a-2343-49d9-ae4f-1c268b232d53 Customer_Voice_Customer_Insights
  | Microsoft Dynamics 365 Customer Voice for Customer Insights App
dbe07046-af68-4861-a20d-1c8cbda9194f CUSTOMER_VOICE_DYN365_VIRAL_TRIAL | Customer Voice for Dynamics 365 vTrial
3ec18638-bd4c-4d3b-8905-479ed636b83e CustomerLockboxA_Enterprise | Customer Lockbox (A)
90467813-5b40-40d4-835c-abd48009b1d9 D365_AssetforSCM | Asset Maintenance Add-in
1412cdc1-d593-4ad1-9050-40c30ad0b023 D365_CSI_EMBED_CE | Dynamics 365 Customer Service Insights for CE Plan
5b1e5982-0e88-47bb-a95e-ae6085eda612 D365_CSI_EMBED_CSEnterprise
  | Dynamics 365 Customer Service Insights for CS Enterprise
61a2665f-1873-488c-9199-c3d0bc213fdf D365_CUSTOMER_SERVICE_ENT_ATTACH
  | Dynamics 365 for Customer Service Enterprise Attach
a9dd2dca-10ae-4da2-aaf0-d3fe8a825110 D365_CUSTOMER_SERVICE_PRO_ATTACH | Dynamics 365 for Customer Service Pro Attach
e8b616eb-1a6d-42b4-84c7-b63870791349 D365_DemandPlanning | DO NOT USE - Dynamics 365 Supply Chain Management Premium
55c9148b-d5f0-4101-b5a0-b2727cfc0916 D365_FIELD_SERVICE_ATTACH | Dynamics 365 for Field Service Attach
9f0e1b4e-9b33-4300-b451-b2c662cd4ff7 D365_Finance | Microsoft Dynamics 365 for Finance
223e33cb-eee0-462d-b1bd-e9a5febf8e85 D365_Finance_Attach | Dynamics 365 for Finance Attach
fe986032-d840-4817-82d4-51fe4fbbe163 D365_GUIDES_VIRAL_TRIAL | Dynamics 365 Guides vTrial
3219525a-4064-45ec-9c35-a33ea6b39a49 D365_HR_Attach | Dynamics 365 Human Resources Attach
90d8cb62-e98a-4639-8342-8c7d2c8215ba D365_HR_ATTACH_OPS | Dynamics 365 Human Resources Attach License
8b21a5dc-5485-49ed-a2d4-0e772c830f6d D365_HR_OPS | Dynamics 365 Human Resources
835b837b-63c1-410e-bf6b-bdef201ad129 D365_HR_SELF_SERVICE_OPS | Dynamics 365 Human Resource Self Service
83dd9619-c7d5-44da-9250-dc4ee79fff7e D365_IOTFORSCM | Iot Intelligence Add-in for D365 Supply Chain Management
a5f38206-2f48-4d83-9957-525f4e75e9c0 D365_IOTFORSCM_ADDITIONAL | IoT Intelligence Add-in Additional Machines
69f07c66-bee4-4222-b051-195095efee5b D365_ProjectOperations | Dynamics 365 Project Operations
fa7675bd-6717-40e7-8172-d0bbcbe1ab12 D365_ProjectOperationsAttach | Dynamics 365 Project Operations Attach
18fa3aba-b085-4105-87d7-55617b8585e6 D365_ProjectOperationsCDS | Dynamics 365 Project Operations CDS
e564d403-7eaf-4c91-b92f-bb0dc62026e1 D365_ProjectOperationsCDSAttach | Dynamics 365 Project Operations CDS Attach
3ae52229-572e-414f-937c-ff35a87d4f29 D365_SALES_ENT_ATTACH | Dynamics 365 for Sales Enterprise Attach
065f3c64-0649-4ec7-9f47-ef5cf134c751 D365_SALES_PRO_ATTACH | Dynamics 365 for Sales Pro Attach
73f205fc-6b15-47a5-967e-9e64fdf72d0a D365_SALES_PRO_IW | Dynamics 365 for Sales Professional Trial
db39a47e-1f4f-462b-bf5b-2ec471fb7b88 D365_SALES_PRO_IW_Trial | Dynamics 365 for Sales Professional Trial
1224eae4-0d91-474a-8a52-27ec96a63fe7 D365_SCM | Dynamics 365 for Supply Chain Management
b21c777f-c2d5-486e-88f6-fc0a3e474271 D365_SCM_Attach | Dynamics 365 for Supply Chain Management Attach
0363c8e5-c30d-4d7c-a621-7b6cab5e0482 D365_SCM_Premium | Dynamics 365 Supply Chain Management Premium
7df1d500-ca5c-4229-8cea-815bc88798c9 D365CDSforProjectOperations
  | Common Data Service for Dynamics 365 Project Operations
46129a58-a698-46f0-aa5b-17f6586297d9 DATA_INVESTIGATIONS | Microsoft Data Investigations
30d56d35-9be2-41c1-b4b8-7a8d6f073152 DATA_LIFECYCLE_MANAGEMENT_FOR_AGENTS
  | Microsoft Purview Data Lifecycle Management for Agents
46d3c309-0ba7-461f-9d0e-eaca165794c2 DATA_LOSS_PREVENTION_FOR_AGENTS | Microsoft Purview Data Loss Prevention for Agents
d7c3df99-6f58-40b9-8940-cd3a51679d85 DATAVERSE_FOR_POWER_AUTOMATE_PER_PROCESS | Dataverse for Power Automate Per Process
59231cdf-b40d-4534-a93e-14d0cd31d27e DATAVERSE_FOR_POWERAUTOMATE_DESKTOP | Dataverse for PAD
6f0e9100-ff66-41ce-96fc-3d8b7ad26887 DATAVERSE_POWERAPPS_PER_APP_NEW | Dataverse for Power Apps per app
d1142cfd-872e-4e77-b6ff-d98ec5a51f66 DDYN365_CDS_DYN_P2 | COMMON DATA SERVICE
a1c15058-5559-4c1a-ba05-8040847f91bb DEFENDER_FOR_AI | Microsoft Defender for AI
99cd49a9-0e54-4e07-aea1-d8d9f5f704f5 Defender_for_Iot_Enterprise | Defender for IoT - Enterprise IoT Security
8c7d2df8-86f0-4902-b2ed-a0458298f3b3 Deskless | Microsoft StaffHub
7aae746a-3463-4737-b295-3c1a16c31438 DV_PowerPages_Authenticated_User
  | Dataverse for Power Pages Authenticated users per site
56e3d4ca-2e31-4c3f-8d57-89c1d363503b DYN365_ ENTERPRISE _RELATIONSHIP_SALES | Microsoft Relationship Sales solution
4ade5aa6-5959-4d2c-bf0a-f4c9e2cc00f2 DYN365_AI_SERVICE_INSIGHTS | Dynamics 365 AI for Customer Service Trial
ae6b27b3-fe31-4e77-ae06-ec5fabbc103a DYN365_BUSCENTRAL_DB_CAPACITY | Dynamics 365 Business Central Database Capacity
d397d6c6-9664-4502-b71c-66f39c400ca4 DYN365_BUSCENTRAL_ENVIRONMENT
  | Dynamics 365 Business Central Additional Environment Addon
17ca446c-d7a4-4d29-8dec-8e241592164b DYN365_BUSCENTRAL_ESSENTIALS_ATTACH
  | Dynamics 365 Business Central Essentials Attach
8e9002c0-a1d8-4465-b952-817d2948e6e2 DYN365_BUSCENTRAL_PREMIUM | Dynamics 365 Business Central Premium
393a0c96-9ba1-4af0-8975-fa2f853a25ac DYN365_BUSINESS_Marketing | Dynamics 365 Marketing
2a9d72b3-1714-440f-babf-bf92bf9683d8 DYN365_CC | Dynamics 365 Contact Center
0ef2b4e3-0a2b-450d-8c5f-a52203c40f50 DYN365_CC_DIGITAL | Dynamics 365 Contact Center Digital
57517633-b4ad-4db8-8c1a-65f443424490 DYN365_CC_VOICE | Dynamics 365 Contact Center Voice
cf7034ed-348f-42eb-8bbd-dddeea43ee81 DYN365_CDS_CCI_BOTS | DYN365_CDS_CCI_BOTS
d8c638e2-9508-40e3-9877-feb87603837b DYN365_CDS_DEV_VIRAL | Common Data Service - DEV VIRAL
2d925ad8-2479-4bd8-bb76-5b80f1d48935 DYN365_CDS_DYN_APPS | Common Data Service
e95d7060-d4d9-400a-a2bd-a244bf0b609e DYN365_CDS_FINANCE | Common Data Service for Dynamics 365 Finance
684a2229-5c57-43ab-b69f-f86fe8997358 DYN365_CDS_FOR_PROJECT_GCC_P5 | Common Data Service for Project P5 for GCC
a6f677b3-62a6-4644-93e7-2a85d240845e DYN365_CDS_FOR_PROJECT_P1 | Common Data Service for Project P1
363430d1-e3f7-43bc-b07b-767b6bb95e4b DYN365_CDS_FORMS_PRO | Common Data Service
1315ade1-0410-450d-b8e3-8050e6da320f DYN365_CDS_GUIDES | Common Data Service
ca6e61ec-d4f4-41eb-8b88-d96e0e14323f DYN365_CDS_O365_F1 | Common Data Service
29007dd3-36c0-4cc2-935d-f5bca2c2c473 DYN365_CDS_O365_F1_GCC | Common Data Service - O365 F1
40b010bb-0b69-4654-ac5e-ba161433f4b4 DYN365_CDS_O365_P1 | Common Data Service
8eb5e9bc-783f-4425-921a-c65f45dd72c6 DYN365_CDS_O365_P1_GCC | Common Data Service - O365 P1 GCC
4ff01e01-1ba7-4d71-8cf8-ce96c3bbcf14 DYN365_CDS_O365_P2 | Common Data Service
06162da2-ebf9-4954-99a0-00fee96f95cc DYN365_CDS_O365_P2_GCC | Common Data Service
28b0fa46-c39a-4188-89e2-58e979a6b014 DYN365_CDS_O365_P3 | Common Data Service
a7d3fb37-b6df-4085-b509-50810d991a39 DYN365_CDS_O365_P3_GCC | Common Data Service
ce361df2-f2a5-4713-953f-4050ba09aad8 DYN365_CDS_P1_GOV | Common Data Service for Government
6ea4c1ef-c259-46df-bce2-943342cd3cb2 DYN365_CDS_P2 | Common Data Service - P2
37396c73-2203-48e6-8be1-d882dae53275 DYN365_CDS_P2_GOV | Common Data Service for Government
50554c47-71d9-49fd-bc54-42a2765c555c DYN365_CDS_PROJECT | Common Data Service for Project
83837d9c-c21a-46a0-873e-d834c94015d6 DYN365_CDS_PROJECT_GCC | Common Data Service for Project for GCC
93cc200d-a47f-4c56-aec1-83f8b0d0425a DYN365_CDS_RETAIL | Common Data Service for Dynamics 365 Retail
b6a8b974-2956-4e14-ae81-f0384c363528 DYN365_CDS_SUPPLYCHAINMANAGEMENT
  | Common Data Service for Dynamics 365 Supply Chain Management
17ab22cd-a0b3-4536-910a-cb6eb12696c0 DYN365_CDS_VIRAL | Common Data Service
f69129db-6dc1-4107-855e-0aaebbcd9dd4 DYN365_CS_CHAT | Dynamics 365 for Customer Service Chat
426ec19c-d5b1-4548-b894-6fe75028c30d DYN365_CS_CHAT_FPA | Dynamics 365 Customer Service Chat Application Integration
b9f7ce72-67ff-4695-a9d9-5ff620232024 DYN365_CS_CHAT_FPA_GOV
  | Dynamics 365 Customer Service Chat Application Integration for Government
ffb878a5-3184-472b-800b-65eadc63d764 DYN365_CS_CHAT_GOV | Dynamics 365 for Customer Service Chat for Government
94fb67d3-465f-4d1f-a50a-952da079a564 DYN365_CS_ENTERPRISE_VIRAL_TRIAL | Dynamics 365 Customer Service Enterprise vTrial
43b076f2-1123-45ba-a339-2e170ee58c53 DYN365_CS_MESSAGING
  | Dynamics 365 Customer Service Digital Messaging Application Integration
e304c3c3-f86c-4200-b174-1ade48805b22 DYN365_CS_MESSAGING_GOV
  | Dynamics 365 Customer Service Digital Messaging application integration for Government
47c2b191-a5fb-4129-b690-00c474d2f623 DYN365_CS_MESSAGING_TPS | Dynamics 365 Customer Service Digital Messaging add-on
9d37aa61-3cc3-457c-8b54-e6f3853aa6b6 DYN365_CS_MESSAGING_TPS_GOV
  | Dynamics 365 Customer Service Digital Messaging add-on for Government
3bf52bdf-5226-4a97-829e-5cca9b3f3392 DYN365_CS_MESSAGING_VIRAL_TRIAL
  | Dynamics 365 Customer Service Digital Messaging vTrial
f6ec6dfa-2402-468d-a455-89be11116d43 DYN365_CS_VOICE | Dynamics 365 for Customer Service Voice Add-in
411b0c93-8f89-455e-a663-c0a3effd12c3 DYN365_CS_VOICE_GOV | Dynamics 365 for Customer Service Voice Add-in for Government
3de81e39-4ce1-47f7-a77f-8473d4eb6d7c DYN365_CS_VOICE_VIRAL_TRIAL | Dynamics 365 Customer Service Voice vTrial
ee85d528-c4b4-4a99-9b07-fb9a1365dc93 DYN365_CUSTOMER_INSIGHTS_BASE | Dynamics 365 Customer Insights
b3c26516-3b8d-492f-a5a3-64d70ad3f8d0 DYN365_CUSTOMER_INSIGHTS_ENGAGEMENT_INSIGHTS_BASE
  | Dynamics 365 Customer Insights Engagement Insights
e2bdea63-235e-44c6-9f5e-5b0e783f07dd DYN365_CUSTOMER_INSIGHTS_ENGAGEMENT_INSIGHTS_BASE_TRIAL
  | Dynamics 365 Customer Insights Engagement Insights Viral
1720c3f7-7da3-4a11-8324-92aad283eb68 DYN365_CUSTOMER_INSIGHTS_JOURNEYS_BASE | Dynamics 365 Customer Insights Journeys
ed8e8769-94c5-4132-a3e7-7543b713d51f DYN365_CUSTOMER_INSIGHTS_VIRAL | Dynamics 365 Customer Insights Viral Plan
6929f657-b31b-4947-b4ce-5066c3214f54 DYN365_CUSTOMER_SERVICE_PRO | Dynamics 365 for Customer Service Pro
2822a3a1-9b8f-4432-8989-e11669a60dc8 DYN365_ENTERPRISE_CASE_MANAGEMENT | Dynamics 365 for Case Management
79bb0a8d-e686-4e16-ac59-2b3fd0014a61 DYN365_ENTERPRISE_CASE_MANAGEMENT_GOV
  | Dynamics 365 for Case Management for Government
99340b49-fb81-4b1e-976b-8f2ae8e9394f DYN365_ENTERPRISE_CUSTOMER_SERVICE | Dynamics 365 for Customer Service
dc6643d9-1e72-4dce-9f64-1d6eac1f1c5a DYN365_ENTERPRISE_CUSTOMER_SERVICE_GOV
  | Dynamics 365 for Customer Service for Government
8c66ef8a-177f-4c0d-853c-d4f219331d09 DYN365_ENTERPRISE_FIELD_SERVICE | Dynamics 365 for Field Service
a9a5be2d-17dd-4d43-ba78-9391e11d20a7 DYN365_ENTERPRISE_FIELD_SERVICE_GOV | Dynamics 365 for Field Service for Government
d56f3deb-50d8-465a-bedb-f079817ccac1 DYN365_ENTERPRISE_P1 | Dynamics 365 Customer Engagement Plan
056a5f80-b4e0-4983-a8be-7ad254a113c9 DYN365_ENTERPRISE_P1_IW | DYNAMICS 365 P1 TRIAL FOR INFORMATION WORKERS
1d8c8e0e-4308-4db5-8a41-b129dbdaea20 DYN365_ENTERPRISE_PROJECT_SERVICE_AUTOMATION_GOV
  | Dynamics 365 for Project Service Automation for Government
2da8e897-7791-486b-b08f-cc63c8129df7 DYN365_ENTERPRISE_SALES | Dynamics 365 for Sales
213be507-d547-4f79-bc2c-6196bc54c4a3 DYN365_ENTERPRISE_SALES_GOV | Dynamics 365 for Sales for Government
aac5a56b-b02e-4608-8014-b076646d4011 DYN365_Enterprise_Talent_Attract_Activity
  | Dynamics 365 for Talent - Attract Experience Activity
643d201a-9884-45be-962a-06ba97062e5e DYN365_Enterprise_Talent_Attract_TeamMember
  | Dynamics 365 for Talent - Attract Experience Team Member
db225597-e9c2-4d96-8ace-5424744c80f8 DYN365_Enterprise_Talent_Onboard_Activity
  | Dynamics 365 for Talent - Onboard Experience
f2f49eef-4b3f-4853-809a-a055c6103fe0 DYN365_Enterprise_Talent_Onboard_TeamMember
  | Dynamics 365 for Talent - Onboard Experience
6a54b05e-4fab-40e7-9828-428db3b336fa DYN365_ENTERPRISE_TEAM_MEMBERS | Dynamics 365 for Team Members
5a94d0aa-ee95-455a-bb38-326e5f134478 DYN365_ENTERPRISE_TEAM_MEMBERS_GOV | Dynamics 365 for Team Members for Government
170991d7-b98e-41c5-83d4-db2052e1795f DYN365_FINANCIALS_ACCOUNTANT | Dynamics 365 Business Central External Accountant
920656a2-7dd8-4c83-97b6-a356414dbd36 DYN365_FINANCIALS_BUSINESS | Dynamics 365 for Business Central Essentials
d9a6391b-8970-4976-bd94-5f205007c8d8 DYN365_FINANCIALS_TEAM_MEMBERS | Dynamics 365 for Team Members
4c00c16c-0304-4421-b598-555c3e78edcb DYN365_FP_ACC_PROTECTION | Dynamics 365 Fraud Protection - Account Protection
ecc62904-fa88-4552-a62c-fe582fb31444 DYN365_FP_LOSS_PREVENTION | Dynamics 365 Fraud Protection - Loss Prevention
d703990f-006e-459b-b8dd-1267c4533a22 DYN365_FP_PURCH_PROTECTION | Dynamics 365 Fraud Protection - Purchase Protection
20d1455b-72b2-4725-8354-a177845ab77d DYN365_FS_ENTERPRISE_VIRAL_TRIAL | Dynamics 365 Field Service Enterprise vTrial
616cf6e2-f52f-4738-b463-10003061fcd3 DYN365_IOM | Dynamics 365 Intelligent Order Management
81375e2f-5ef7-4773-96aa-e3279f50bd21 DYN365_IOM_USER | Dynamics 365 Intelligent Order Management USL
e626a4ec-1ba2-409e-bf75-9bc0bc30cca7 DYN365_MARKETING_50K_CONTACT_ADDON | Dynamics 365 for Marketing 50K Addnl Contacts
a3a4fa10-5092-401a-af30-0462a95a7ac8 DYN365_MARKETING_APP | Dynamics 365 for Marketing
ce112267-84df-4a78-9e8d-707ea8af89f3 DYN365_MARKETING_APP_MSE | Retired - Microsoft Social Engagement
51cf0638-4861-40c0-8b20-1161ab2f80be DYN365_MARKETING_APPLICATION_ADDON
  | Dynamics 365 for Marketing Additional Application
18db5075-2c70-408d-a82b-929059d782af DYN365_MARKETING_CONTACT_ADDON
  | Dynamics 365 for Marketing Additional Contacts Tier 1
2824c69a-1ac5-4397-8592-eae51cb8b581 DYN365_MARKETING_MSE_USER | Dynamics 365 for Marketing MSE User
1599de10-5250-4c95-acf2-491f74edce48 DYN365_MARKETING_SANDBOX_APPLICATION_ADDON
  | Dynamics 365 Marketing Sandbox Application AddOn
5d7a6abc-eebd-46ab-96e1-e4a2f54a2248 DYN365_MARKETING_USER | Dynamics 365 for Marketing USL
c7657ae3-c0b0-4eed-8c1d-6a7967bd9c65 DYN365_REGULATORY_SERVICE
  | Dynamics 365 for Finance and Operations, Enterprise edition - Regulatory Service
117e3aa0-8d08-4a19-a6a5-90b7a96e2128 DYN365_RETAIL | Dynamics 365 Commerce
f06754ec-6d72-4bf6-991c-4cb5413d9932 DYN365_RETAIL_Activity | Dynamics 365 for Retail Activity
ceb28005-d758-4df7-bb97-87a617b93d6c DYN365_RETAIL_DEVICE | Dynamics 365 for Retail Device
874d6da5-2a67-45c1-8635-96e8b3e300ea DYN365_RETAIL_TRIAL | Dynamics 365 for Retail Trial
7f636c80-0961-41b2-94da-9642ccf02de0 DYN365_SALES_ENTERPRISE_VIRAL_TRIAL | Dynamics 365 Sales Enterprise vTrial
fedc185f-0711-4cc0-80ed-0a92da1a8384 DYN365_SALES_INSIGHTS | Dynamics 365 AI for Sales (Embedded)
456747c0-cf1e-4b0d-940f-703a01b964cc DYN365_SALES_INSIGHTS_VIRAL_TRIAL | Dynamics 365 Sales Insights vTrial
88d83950-ff78-4e85-aa66-abfc787f8090 DYN365_SALES_PRO | Dynamics 365 for Sales Professional
dd89efa0-5a55-4892-ba30-82e3f8008339 DYN365_SALES_PRO_GOV | Dynamics 365 for Sales Professional for Government
65a1ebf4-6732-4f00-9dcb-3d115ffdeecd DYN365_TALENT_ENTERPRISE | DYNAMICS 365 FOR TALENT
4092fdb5-8d81-41d3-be76-aaba4074530b DYN365_TEAM_MEMBERS | Dynamics 365 Team Members
39b5c996-467e-4e60-bd62-46066f572726 DYN365BC_MS_INVOICING | Microsoft Invoicing
5ed38b64-c3b7-4d9f-b1cd-0de18c9c4331 Dynamics_365_for_HCM_Trial | Dynamics 365 for HCM Trial
95d2cd7b-1007-484b-8595-5e97e63fe189 Dynamics_365_for_Operations | DYNAMICS 365 FOR_OPERATIONS
6bddf93e-d6f4-4991-b9fc-30cfdf07ee7b Dynamics_365_for_Operations_Activity | Dynamics365 for Operations Activity
d8ba6fb2-c6b1-4f07-b7c8-5f2745e36b54 Dynamics_365_for_Operations_Sandbox_Tier2
  | Dynamics 365 for Operations non-production multi-box instance for standard acceptance testing (Tier 2)
f6b5efb1-1813-426f-96d0-9b4f7438714f Dynamics_365_for_Operations_Sandbox_Tier4
  | Dynamics 365 for Operations Enterprise Edition - Sandbox Tier 4:Standard Performance Testing
f5aa7b45-8a36-4cd1-bc37-5d06dea98645 Dynamics_365_for_Operations_Team_members | Dynamics_365_for_Operations_Team_members
2c9fb43e-915a-4d61-b6ca-058ece89fd66 Dynamics_365_for_OperationsDevices | Dynamics 365 for Operations Devices
a9e39199-8369-444b-89c1-5fe65ec45665 Dynamics_365_for_Retail | DYNAMICS 365 FOR RETAIL
c0454a3d-32b5-4740-b090-78c32f48f0ad Dynamics_365_for_Retail_Team_members | Dynamics 365 for Retail Team members
1f87ee90-5c3a-4cf9-b6fd-e3e8017c26ec Dynamics_365_for_Talent_Activity | Dynamics 365 for Talent Activity
d5156635-0704-4f66-8803-93258f8b2678 Dynamics_365_for_Talent_Team_members | Dynamics 365 for Talent Team members
f815ac79-c5dd-4bcc-9b78-d97f7b817d0d Dynamics_365_Hiring_Free_PLAN | Dynamics 365 for Talent: Attract
300b8114-8555-4313-b861-0c115d820f50 Dynamics_365_Onboarding_Free_PLAN | Dynamics 365 for Talent: Onboard
048a552e-c849-4027-b54c-4c7ead26150a Dynamics_365_Talent_Onboard | DYNAMICS 365 FOR TALENT: ONBOARD
33f1466e-63a6-464c-bf6a-d1787928a56a DYNB365_CSI_VIRAL_TRIAL | Dynamics 365 Customer Service Insights vTrial
92cedcb2-3fb2-40b4-9df4-f9a5603d9631 EDISCOVERY_FOR_AGENTS | Microsoft Purview eDiscovery for Agents
a9b86446-fa4e-498f-a92a-41b447e03337 EducationAnalyticsP1 | Education Analytics
a9e85e05-1687-4958-8a4c-bdacda2943db ENTRA_ID_GOV_FOR_ASSISTIVE_AGENTS
  | Microsoft Entra ID Governance for Assistive Agents
e866a266-3cff-43a3-acca-0c90a7e00c8b Entra_Identity_Governance | Entra Identity Governance
27e196a4-8b80-4930-bd65-53fd28581878 ENTRA_NETWORK_CONTROLS_FOR_ASSISTIVE_AGENTS
  | Microsoft Entra Network Controls for Assistive Agents
8d23cb83-ab07-418f-8517-d7aca77307dc Entra_Premium_Internet_Access | Microsoft Entra Internet Access
f057aab1-b184-49b2-85c0-881b02a405c5 Entra_Premium_Private_Access | Microsoft Entra Private Access
326e2b78-9d27-42c9-8509-46c827743a17 EOP_ENTERPRISE | Exchange Online Protection
75badc48-628e-4446-8460-41344d73abd6 EOP_ENTERPRISE_PREMIUM | Exchange Enterprise CAL Services (EOP DLP)
4de31727-a228-4ec3-a5bf-8e45b5ca48cc EQUIVIO_ANALYTICS | Office 365 Advanced eDiscovery
d1cbfb67-18a8-4792-b643-630b7f19aad1 EQUIVIO_ANALYTICS_GOV | Office 365 Advanced eDiscovery for Government
e2f705fd-2468-4090-8c58-fad6e6b1e724 ERP_TRIAL_INSTANCE | Dynamics 365 Operations Trial Environment
531ee2f8-b1cb-453b-9c21-d2180d014ca5 EXCEL_PREMIUM | Microsoft Excel Advanced Analytics
34c0d7a0-a70f-4668-9238-47f9fc208882 EXCHANGE_ANALYTICS | Microsoft MyAnalytics (Full)
208120d1-9adb-4daf-8c22-816bd5d237e7 EXCHANGE_ANALYTICS_GOV | Microsoft MyAnalytics for Government (Full)
90927877-dcff-4af6-b346-2332c0b15bb7 EXCHANGE_B_STANDARD | EXCHANGE ONLINE POP
d42bdbd6-c335-4231-ab3d-c8f348d5aff5 EXCHANGE_L_STANDARD | EXCHANGE ONLINE (P1)
da040e0a-b393-4bea-bb76-928b3fa1cf5a EXCHANGE_S_ARCHIVE | EXCHANGE ONLINE ARCHIVING FOR EXCHANGE SERVER
176a09a6-7ec5-4039-ac02-b2791c6ba793 EXCHANGE_S_ARCHIVE_ADDON | Exchange Online Archiving
4a82b400-a79f-41a4-b4e2-e94f5787b113 EXCHANGE_S_DESKLESS | Exchange Online Kiosk
88f4d7ef-a73b-4246-8047-516022144c9f EXCHANGE_S_DESKLESS_GOV | Exchange Online (Kiosk) for Government
efb87545-963c-4e0d-99df-69c6916d9eb0 EXCHANGE_S_ENTERPRISE | Exchange Online (Plan 2)
8c3069c0-ccdb-44be-ab77-986203a67df2 EXCHANGE_S_ENTERPRISE_GOV | Exchange Online (Plan 2) for Government
1126bef5-da20-4f07-b45e-ad25d2581aa8 EXCHANGE_S_ESSENTIALS | EXCHANGE ESSENTIALS
113feb6c-3fe4-4440-bddc-54d774bf0318 EXCHANGE_S_FOUNDATION | Exchange Foundation
a64b30ba-f310-4065-b444-2670ef146db0 EXCHANGE_S_FOUNDATION PBI_PREMIUM_EM1_ADDON | Power BI Premium EM1
922ba911-5694-4e99-a794-73aed9bfeec8 EXCHANGE_S_FOUNDATION_GOV | Exchange Foundation for Government
9aaf7827-d63c-4b61-89c3-182f06f82e5c EXCHANGE_S_STANDARD | Exchange Online (Plan 1)
e9b4930a-925f-45e2-ac2a-3f7788ca6fdd EXCHANGE_S_STANDARD_GOV | Exchange Online (Plan 1) for Government
fc52cc4b-ed7d-472d-bbe7-b081c23ecc56 EXCHANGE_S_STANDARD_MIDMARKET | EXCHANGE ONLINE PLAN
897d51f1-2cfa-4848-9b30-469149f5e68e EXCHANGEONLINE_MULTIGEO | Exchange Online Multi-Geo
b83a66d4-f05f-414d-ac0f-ea1c5239c42b EXPERTS_ON_DEMAND | Microsoft Threat Experts - Experts on Demand
5a6d0425-3ef2-4e42-8372-76709c9effe0 financecopilot_trial | Copilot for Finance Trial
7e017b61-a6e0-4bdc-861a-932846591f6e FLOW_BUSINESS_PROCESS | Flow per business process plan
cb83e771-a077-4a73-9201-d955585b29fa FLOW_BUSINESS_PROCESS_GCC | Power Automate per Business Process Plan for Government
5d798708-6473-48ad-9776-3acc301c40af FLOW_CCI_BOTS | FLOW_CCI_BOTS
68bf3da4-4e1a-4e13-a1cc-2bc6986b4d88 FLOW_Copilot_for_Finance_Trial | Power Automate for Copilot for Finance Trial
0368fc9c-3721-437f-8b7d-3d0f888cdefc FLOW_CUSTOMER_SERVICE_PRO | Power Automate for Customer Service Pro
c7ce3f26-564d-4d3a-878d-d8ab868c85fe FLOW_DEV_VIRAL | Flow for Developer
7e6d7d78-73de-46ba-83b1-6d25117334ba FLOW_DYN_APPS | Power Automate for Dynamics 365
2c6af4f1-e7b6-4d59-bbc8-eaa884f42d69 FLOW_DYN_APPS_GOV | Power Automate for Dynamics 365 for Government
b650d915-9886-424b-a08d-633cede56f57 FLOW_DYN_P2 | Power Automate for Dynamics 365
06879193-37cc-4976-8991-f8165c994ce7 FLOW_DYN_P2_GOV | Power Automate P2 for Dynamics 365 for Government
1ec58c70-f69c-486a-8109-4b87ce86e449 FLOW_DYN_TEAM | Power Automate for Dynamics 365
47bdde6a-959f-4c7f-8d59-3243e34f1cb3 FLOW_DYN_TEAM_GOV | Power Automate for Dynamics 365 Team Members for Government
9e6d1620-dce9-4655-8933-af8fa5bccc9c FLOW_FOR_IOM_USL | Data Integration for IOM with Power Automate USL
fa200448-008c-4acb-abd4-ea106ed2199d FLOW_FOR_PROJECT | Flow for Project
7251de8f-ecfb-481e-bcff-4af4f1a4573c FLOW_FOR_PROJECT_GCC | Data integration for Project with Power Automate for GCC
16687e20-06f9-4577-9cc0-34a2704260fc FLOW_FOR_PROJECT_GOV | Data integration for Project with Power Automate for GCC
57a0746c-87b8-4405-9397-df365a9db793 FLOW_FORMS_PRO | Power Automate for Dynamics 365 Customer Voice
0f9b09cb-62d1-4ff4-9129-43f4996f83f4 FLOW_O365_P1 | Power Automate for Office 365
e923bad8-588e-44d5-acd0-b226daa7b4de FLOW_O365_P1_GCCHIGH | Power Automate for Office 365 for GCCHigh
ad6c8870-6356-474c-901c-64d7da8cea48 FLOW_O365_P1_GOV | Power Automate for Office 365 for Government
76846ad7-7776-4c40-a281-a386362dd1b9 FLOW_O365_P2 | Power Automate for Office 365
c537f360-6a00-4ace-a7f5-9128d0ac1e4b FLOW_O365_P2_GOV | Power Automate for Office 365 for Government
07699545-9485-468e-95b6-2fca3738be01 FLOW_O365_P3 | Power Automate for Office 365
ee939cf0-7cd1-4262-9f72-9eaa45dbba69 FLOW_O365_P3_GCCHIGH | Power Automate for Office 365 for GCCHigh
8055d84a-c172-42eb-b997-6c2ae4628246 FLOW_O365_P3_GOV | Power Automate for Office 365 for Government
bd91b1a4-9f94-4ecf-b45b-3a65e5c8128a FLOW_O365_S1 | Power Automate for Office 365 F3
1db85bca-cd60-4bf5-ae54-641e0778a532 FLOW_O365_S1_GCCHIGH | Power Automate for Office 365 F3 for GCCHigh
5d32692e-5b24-4a59-a77e-b2a8650e25c1 FLOW_O365_S1_GOV | Power Automate for Office 365 F3 for Government
774da41c-a8b3-47c1-8322-b9c1ab68be9f FLOW_P1_GOV | Power Automate (Plan 1) for Government
56be9436-e4b2-446c-bb7f-cc15d16cca4d FLOW_P2 | Power Automate (Plan 2)
50e68c76-46c6-4674-81f9-75456511b170 FLOW_P2_VIRAL | Flow Free
d20bfa21-e9ae-43fc-93c2-20783f0840c3 FLOW_P2_VIRAL_REAL | Flow P2 Viral
c539fa36-a64e-479a-82e1-e40ff2aa83ee Flow_Per_APP | Power Automate for Power Apps per App Plan
8e2c2c3d-07f6-4da7-86a9-e78cc8c2c8b9 Flow_Per_APP_GCC | Power Automate for Power Apps per App Plan for Government
dd14867e-8d31-4779-a595-304405f5ad39 Flow_Per_APP_IWTRIAL | Flow per app baseline access
c5002c70-f725-4367-b409-f0eff4fee6c0 FLOW_PER_USER | Flow per user plan
769b8bee-2779-4c5a-9456-6f4f8629fd41 FLOW_PER_USER_GCC | Power Automate per User Plan for Government
dc789ed8-0170-4b65-a415-eb77d5bb350a Flow_PowerApps_PerUser | Power Automate for Power Apps per User Plan
8e3eb3bd-bc99-4221-81b8-8b8bc882e128 Flow_PowerApps_PerUser_GCC | Power Automate for Power Apps per User Plan for GCC
e62ffe5b-7612-441f-a72d-c11cf456d33a FLOW_SALES_PRO_GOV | Power Automate for Sales Pro for Government
4b81a949-69a1-4409-ad34-9791a6ec88aa FLOW_VIRTUAL_AGENT_BASE | Power Automate for Virtual Agent
f9f6db16-ace6-4838-b11c-892ee75e810a FLOW_Virtual_Agent_Base_Gov | Power Automate for Virtual Agent for GCC
225e52e5-7bbf-4793-8fb1-4307a7a1ae8e FLOW_Virtual_Agent_Base_Gov_High | Flow for Virtual Agent for GCC High
4b9ec373-ed29-4192-8a47-c9ab9048b079 FLOW_VIRTUAL_AGENT_BASE_MESSAGES | Power Automate for Microsoft Copilot Studio
82f141c9-2e87-4f43-8cb2-12d2701dc6b3 FLOW_VIRTUAL_AGENT_USL | Power Automate for Virtual Agent
0b939472-1861-45f1-ab6d-208f359c05cd Flow_Virtual_Agent_Usl_Gov | Flow for Virtual Agent for GCC
aaae1744-dc7a-4811-9dd0-2bf926ff9d80 Flow_Virtual_Agent_Usl_Gov_High | Flow for Virtual Agent for GCC High
f4cba850-4f34-4fd2-a341-0fddfdce1e8f FORMS_GOV_E1 | Forms for Government (Plan E1)
24af5f65-d0f3-467b-9f78-ea798c4aeffc FORMS_GOV_E3 | Microsoft Forms for Government (Plan E3)
843da3a8-d2cc-4e7a-9e90-dc46019f964c FORMS_GOV_E5 | Microsoft Forms for Government (Plan E5)
bfd4133a-bbf3-4212-972b-60412137c428 FORMS_GOV_F1 | Forms for Government (Plan F1)
159f4cd6-e380-449f-a816-af1a9ef76344 FORMS_PLAN_E1 | Microsoft Forms (Plan E1)
9c37c053-dfe3-4421-b6d4-bac8b86d42bd FORMS_PLAN_E1_AR_GCCHIGH | Microsoft Forms (Plan E1) for GCCHigh
2789c901-c14e-48ab-a76a-be334d9d793a FORMS_PLAN_E3 | Microsoft Forms (Plan E3)
e212cbc7-0961-4c40-9825-01117710dcb1 FORMS_PLAN_E5 | Microsoft Forms (Plan E5)
cf1b2895-e3fd-4b33-9594-2ab924104547 FORMS_PLAN_E5_AR_GCCHIGH | Microsoft Forms (Plan E5) for GCCHigh
f07046bd-2a3c-4b96-b0be-dea79d7cbfb8 FORMS_PLAN_K | Microsoft Forms (Plan F1)
59fb5884-fdec-40bf-aa7f-89e2bae79a7a FORMS_PLAN_K_AR_GCCHIGH | Microsoft Forms (Plan F1) for GCCHigh
17efdd9f-c22c-4ad8-b48e-3b1f3ee1dc9a FORMS_PRO | Dynamics 365 Customer Voice
90a816f6-de5f-49fd-963c-df490d73b7b5 Forms_Pro_AddOn | Microsoft Dynamics 365 Customer Voice Add-on
97f29a83-1a20-44ff-bf48-5e4ad11f3e51 Forms_Pro_CE | Microsoft Dynamics 365 Customer Voice for Customer Engagement Plan
fe581650-cf61-4a09-8814-4bd77eca9cb5 Forms_Pro_Customer_Insights
  | Microsoft Dynamics 365 Customer Voice for Customer Insights
9c439259-63b0-46cc-a258-72be4313a42d Forms_Pro_FS | Microsoft Dynamics 365 Customer Voice for Field Service
638862ef-afb3-46e4-b292-ed0aad759476 Forms_Pro_FS_GCC | Microsoft Dynamics 365 Customer Voice for Field Service for GCC
76366ba0-d230-47aa-8087-b6d55dae454f Forms_Pro_Marketing | Microsoft Dynamics 365 Customer Voice for Marketing
22b657cf-0a9e-467b-8a91-5e31f21bc570 Forms_Pro_Marketing_App
  | Microsoft Dynamics 365 Customer Voice for Marketing Application
e98256c5-17d0-4987-becc-e991c52d55c6 Forms_Pro_PS_GCC
  | Microsoft Dynamics 365 Customer Voice for Project Service Automation for GCC
507172c0-6001-4f4f-80e7-f350507af3e5 Forms_Pro_Relationship_Sales
  | Microsoft Dynamics 365 Customer Voice for Relationship Sales
8839ef0e-91f1-4085-b485-62e06e7c7987 Forms_Pro_SalesEnt | Microsoft Dynamics 365 Customer Voice for Sales Enterprise
33850b82-0a37-4ebb-a0b2-ee163facd716 Forms_Pro_SalesEnt_GCC
  | Microsoft Dynamics 365 Customer Voice for Sales Enterprise for GCC
67bf4812-f90b-4db9-97e7-c0bbbf7b2d09 Forms_Pro_Service
  | Microsoft Dynamics 365 Customer Voice for Customer Service Enterprise
bb681a9b-58f5-42ee-9926-674325be8aaa Forms_Pro_Service_GCC
  | Microsoft Dynamics 365 Customer Voice for Customer Service Enterprise for GCC
1c4ae475-5608-43fa-b3f7-d20e07cf24b4 Forms_Pro_Talent | Microsoft Dynamics 365 Customer Voice for Talent
3ca0766a-643e-4304-af20-37f02726339b Forms_Pro_USL | Microsoft Dynamics 365 Customer Voice USL
82d30987-df9b-4486-b146-198b21d164c7 GRAPH_CONNECTORS_COPILOT | Graph Connectors in Microsoft 365 Copilot
a6520331-d7d4-4276-95f5-15c0933bc757 GRAPH_CONNECTORS_SEARCH_INDEX | Graph Connectors Search with Index
b74d57b2-58e9-484a-9731-aeccbba954f0 GRAPH_CONNECTORS_SEARCH_INDEX_TOPICEXP
  | Graph Connectors Search with Index (Microsoft Viva Topics)
0b2c029c-dca0-454a-a336-887285d6ef07 GUIDES | Dynamics 365 Guides
e26c2fcc-ab91-4a61-b35c-03cdc8dddf66 INFO_GOVERNANCE | Microsoft Information Governance
c4801e8a-cb58-4c35-aca6-f2dcc106f287 INFORMATION_BARRIERS | Information Barriers
48478b49-91a1-4ded-94f0-066db80035ca INFORMATION_PROTECTION_FOR_AGENTS
  | Microsoft Purview Information Protection for Agents
d587c7a3-bda9-4f99-8776-9bcf59c84f75 INSIDER_RISK | Microsoft Insider Risk Management
9d0c4ee5-e4a1-4625-ab39-d82b619b1a34 INSIDER_RISK_MANAGEMENT | RETIRED - Microsoft Insider Risk Management
004ddfc0-c92f-4b0a-90c5-c60646299d71 INSIDER_RISK_MANAGEMENT_FOR_AGENTS
  | Microsoft Purview Insider Risk Management for Agents
b088306e-925b-44ab-baa0-63291c629a91 INSIGHTS_BY_MYANALYTICS | Insights by MyAnalytics Backend
f00bd55e-1633-416e-97c0-03684e42bc42 Intelligent_Content_Services | SharePoint Syntex
fd2e7f90-1010-487e-a11b-d2b1ae9651fc Intelligent_Content_Services_SPO_type | SharePoint Syntex - SPO type
bb73f429-78ef-4ff2-83c8-722b04c3e7d1 Intune-EPM | Intune Endpoint Privilege Management
a6e407da-7411-4397-8a2e-d9b52780849e Intune-MAMTunnel | Microsoft Tunnel for Mobile Application Management
c1ec4a95-1f05-45b3-a911-aa3fa01094f5 INTUNE_A | Microsoft Intune Plan 1
d216f254-796f-4dab-bbfa-710686e646b9 INTUNE_A_GOV | Microsoft Intune G
3e170737-c728-4eae-bbb9-3f3360f7184c INTUNE_A_VL | Microsoft Intune Plan 1
2a4baa0e-5e99-4c38-b1f2-6864960f1bd1 Intune_AdvancedEA | Intune Advanced endpoint analytics
1689aade-3d6a-4bfc-b017-46d2672df5ad Intune_Defender | MDE_SecurityManagement
da24caf9-af8e-485c-b7c8-e73336da2693 INTUNE_EDU | Microsoft Intune for Education
882e1d05-acd1-4ccb-8708-6ee03664b117 INTUNE_O365 | Mobile Device Management for Office 365
d9923fe3-a2de-4d29-a5be-e3e83bb786be INTUNE_P2 | Intune Plan 2
3eeb8536-fecf-41bf-a3f8-d6f17a9f3efc Intune_ServiceNow | Intune ServiceNow Integration
8e9ff0ff-aa7a-4b20-83c1-2f636b600ac2 INTUNE_SMBIZ | Microsoft Intune
d736def0-1fde-43f0-a5be-e3f8b2de6e41 IT_ACADEMY_AD | MS IMAGINE ACADEMY
73b2a583-6a59-42e3-8e83-54db46bc3278 KAIZALA_O365_P1 | Microsoft Kaizala Pro
54fc630f-5a40-48ee-8965-af0503c1386e KAIZALA_O365_P2 | Microsoft Kaizala Pro
aebd3021-9f8f-4bf8-bbe3-0ed2f4f047a1 KAIZALA_O365_P3 | Microsoft Kaizala Pro
0898bdbb-73b0-471a-81e5-20f1fe4dd66e KAIZALA_STANDALONE | Microsoft Kaizala Pro
9f431833-0334-42de-a7dc-70aa40db46db LOCKBOX_ENTERPRISE | Customer Lockbox
89b5d3b1-3855-49fe-b46c-87c66dbc1526 LOCKBOX_ENTERPRISE_GOV | Customer Lockbox for Government
2f442157-a11c-46b9-ae5b-6e39ff4e5849 M365_ADVANCED_AUDITING | Microsoft 365 Advanced Auditing
f6de4823-28fa-440b-b886-4783fa86ddba M365_AUDIT_PLATFORM | Microsoft 365 Audit Platform
a62f8878-de10-42f3-b68f-6149a25ceb97 M365_COPILOT_APPS | Microsoft 365 Copilot in Productivity Apps
3f30311c-6b1e-48a4-ab79-725b469da960 M365_COPILOT_BUSINESS_CHAT | Microsoft Copilot with Graph-grounded chat
89f1c4c8-0878-40f7-804d-869c9128ab5d M365_COPILOT_CONNECTORS | Power Platform Connectors in Microsoft 365 Copilot
931e4a88-a67f-48b5-814f-16a5f1e6028d M365_COPILOT_INTELLIGENT_SEARCH | Intelligent Search
0aedf20c-091d-420b-aadf-30c042609612 M365_COPILOT_SHAREPOINT | Microsoft 365 Copilot for SharePoint
b95945de-b3bd-46db-8437-f2beb6ea2347 M365_COPILOT_TEAMS | Microsoft 365 Copilot in Microsoft Teams
6f23d6a9-adbf-481c-8538-b4c095654487 M365_LIGHTHOUSE_CUSTOMER_PLAN1 | Microsoft 365 Lighthouse (Plan 1)
d55411c9-cfff-40a9-87c7-240f14df7da5 M365_LIGHTHOUSE_PARTNER_PLAN1 | Microsoft 365 Lighthouse (Plan 2)
42a3ec34-28ba-46b6-992f-db53a675ac5b MCO_TEAMS_IW | Microsoft Teams
711413d0-b36e-4cd4-93db-0a50a4ab7ea3 MCO_VIRTUAL_APPT | Microsoft Teams Premium Virtual Appointments
c85e4b03-254a-453b-af72-167a53f38530 MCOACBYOT_GCCHigh | Microsoft 365 Audio Conferencing - GCCHigh Tenant
448898aa-3ae7-478c-b49a-1fac7a8a35cf MCOBASIC | Skype Meetings
4828c8ec-dc2e-4779-b502-87ac9ce28ab7 MCOEV | Microsoft 365 Phone System
db23fce2-a974-42ef-9002-d78dd42a0f22 MCOEV_GOV | Microsoft 365 Phone System for Government
f47330e9-c134-43b3-9993-e7f004506889 MCOEV_VIRTUALUSER | Microsoft 365 Phone Standard Resource Account
0628a73f-3b4a-4989-bd7b-0f8823144313 MCOEV_VIRTUALUSER_GOV
  | Microsoft 365 Phone Standard Resource Account for Government
ed777b71-af04-42ca-9798-84344c66f7c6 MCOEVSMB | SKYPE FOR BUSINESS CLOUD PBX FOR SMALL AND MEDIUM BUSINESS
cb22fbd7-ed7d-4786-a27a-e4cd617b69c0 MCOFMC1 | Teams Phone Mobile
617d9209-3b90-4879-96e6-838c42b2701d MCOFREE | MCO FREE FOR MICROSOFT TEAMS (FREE)
afc06cb0-b4f4-4473-8286-d644f70d8faf MCOIMP | Skype for Business Online (Plan 1)
8a9f17f1-5872-44e8-9b11-3caade9dc90f MCOIMP_GOV | Skype for Business Online (Plan 1) for Government
70710b6b-3ab4-4a38-9f6d-9f169461650a MCOLITE | SKYPE FOR BUSINESS ONLINE (PLAN P1)
bb038288-76ab-49d6-afc1-eaa6c222c65a MCOMEETACPEA | Microsoft 365 Audio Conferencing Pay-Per-Minute
3e26ee1f-8a5f-4d52-aee2-b81ce45c8f40 MCOMEETADV | Microsoft 365 Audio Conferencing
f1e3613f-3818-4254-9b5e-f02d803384e0 MCOMEETADV_AR_GCCHigh | Microsoft 365 Audio Conferencing for GCCHigh
f544b08d-1645-4287-82de-8d91f37c02a1 MCOMEETADV_GOV | Microsoft 365 Audio Conferencing for Government
9974d6cf-cd24-4ba2-921c-e2aa687da846 MCOMEETBASIC
  | Microsoft Teams Audio Conferencing with dial-out to select geographies
986d454b-9027-4d9f-880b-f1b68f920cc4 MCOMEETBASIC_GOV
  | Microsoft Teams Audio Conferencing with dial-out to select geographies for GCC
4ed3ff63-69d7-4fb7-b984-5aec7f605ca8 MCOPSTN1 | Microsoft 365 Domestic Calling Plan
3c8a8792-7866-409b-bb61-1b20ace0368b MCOPSTN1_GOV | Domestic Calling Plan for Government
5a10155d-f5c1-411a-a8ec-e99aae125390 MCOPSTN2 | DOMESTIC AND INTERNATIONAL CALLING PLAN
6b340437-d6f9-4dc5-8cc2-99163f7f83d6 MCOPSTN3 | MCOPSTN3
54a152dc-90de-4996-93d2-bc47e670fc06 MCOPSTN5 | Microsoft 365 Domestic Calling Plan (120 min)
346d83bf-6fe6-42ca-b424-b9300d2e21bf MCOPSTN6 | Microsoft 365 Domestic Calling Plan (240 min)
16935b20-87c0-4908-934a-22aa267d0d26 MCOPSTN8 | Microsoft 365 Domestic Calling Plan (120 min) at User Level
156a1efe-17cd-4b03-9f17-2eb512298fb3 MCOPSTN_PAYG_1 | Microsoft Teams Calling Plan pay-as-you-go - country zone 1
505e180f-f7e0-4b65-91d4-00d670bbd18c MCOPSTNC | COMMUNICATIONS CREDITS
7861360b-dc3b-4eba-a3fc-0d323a035746 MCOPSTNEAU | AUSTRALIA CALLING PLAN
754aec36-45fc-4eaa-bcaf-44f6cb1f553c MCOSMS5 | Microsoft 365 SMS 100 Units
2b9bf4f4-ac52-42c5-8456-f70ee4924295 MCOSMS_PAYG_1 | Microsoft 365 SMS Pay As You Go
0feaeb32-d00e-4d66-bd5a-43b5b83db82c MCOSTANDARD | Skype for Business Online (Plan 2)
a31ef4a2-f787-435e-8335-e47eb0cafc94 MCOSTANDARD_GOV | Skype for Business Online (Plan 2) for Government
b2669e95-76ef-4e7e-a367-002f60a39f3e MCOSTANDARD_MIDMARKET | SKYPE FOR BUSINESS ONLINE (PLAN 2) FOR MIDSIZ
27216c54-caf8-4d0d-97e2-517afb5c08f6 MCOVOICECONF | SKYPE FOR BUSINESS ONLINE (PLAN 3)
ed29ae92-ff5f-4446-8460-83c54d0e7088 MCS_BIZAPPS_CLOUD_FOR_SUSTAINABILITY_PLUS
  | MCS - BizApps Cloud for Sustainability Plus
c46c42af-d654-4385-8c85-29a84f3dfb22 MCS_BizApps_Cloud_for_Sustainability_USL
  | MCS - BizApps - Cloud for Sustainability USL
beaf5b5c-d11c-4417-b5cb-cd9f9e6719b0 MCS_BIZAPPS_CLOUD_FOR_SUSTAINABILITY_USL_PLUS
  | MCS - BizApps Cloud for Sustainability USL Plus
c1c902e3-a956-4273-abdb-c92afcd027ef MCS_BizApps_Cloud_for_Sustainability_vTrial
  | MCS - BizApps_Cloud for Sustainability_vTrial
292cc034-7b7c-4950-aaf5-943befd3f1d4 MDE_LITE | Microsoft Defender for Endpoint Plan 1
bfc1bbd9-981b-4f71-9b82-17c35fd0e2a4 MDE_SMB | Microsoft Defender for Business
3413916e-ee66-4071-be30-6f94d4adfeda MDM_SALES_COLLABORATION
  | MICROSOFT DYNAMICS MARKETING SALES COLLABORATION - ELIGIBILITY CRITERIA APPLY
c6675fa4-68fe-415f-aec1-a44520f0c3a3 MDOLITE_ENTERPRISE | Microsoft 365 built-in email and collaboration security
3efbd4ed-8958-4824-8389-1321f8730af8 MESH_AVATARS_ADDITIONAL_FOR_TEAMS | Avatars for Teams (additional)
dcf9d2f4-772e-4434-b757-77a453cfbc02 MESH_AVATARS_FOR_TEAMS | Avatars for Teams
acbca54f-c771-423b-a476-6d7a98cbbcec MESH_IMMERSIVE | Microsoft Mesh
f0ff6ac6-297d-49cd-be34-6dfef97f0c28 MESH_IMMERSIVE_FOR_TEAMS | Immersive spaces for Teams
8a256a2b-b617-496d-b51b-e76466e88db0 MFA_PREMIUM | Microsoft Azure Multi-Factor Authentication
acffdce6-c30f-4dc2-81c0-372e33c515ec MICROSOFT STREAM | MICROSOFT STREAM
5f3b1ded-75c0-4b31-8e6e-9b077eaadfd5 MICROSOFT_APPLICATION_PROTECTION_AND_GOVERNANCE_A
  | Microsoft Application Protection and Governance (A)
2e6ffd72-52d1-4541-8f6c-938f9a8d4cdc MICROSOFT_APPLICATION_PROTECTION_AND_GOVERNANCE_D
  | Microsoft Application Protection and Governance (D)
cca845f9-fd51-4df6-b563-976a37c56ce0 MICROSOFT_BUSINESS_CENTER | MICROSOFT BUSINESS CENTER
a413a9ff-720c-4822-98ef-2f37c2a21f4c MICROSOFT_COMMUNICATION_COMPLIANCE | Microsoft 365 Communication Compliance
a2194428-ead1-4fc1-bb81-ab8675125f42 Microsoft_Copilot_for_Sales | Microsoft Copilot for Sales
0c1c2af2-6c51-43c7-9c55-fa487ac147ff Microsoft_Copilot_for_Sales_PowerAutomate
  | Microsoft Copilot for Sales with Power Automate
85704d55-2e73-47ee-93b4-4b8ea14db92b MICROSOFT_ECDN | Microsoft eCDN
c4b8c31a-fb44-4c65-9837-a21f55fcabda MICROSOFT_LOOP | Microsoft Loop
0403bb98-9d17-4f94-b53e-eca56a7698a6 MICROSOFT_MYANALYTICS_FULL | DO NOT USE - Microsoft MyAnalytics (Full)
4f4c7800-298a-4e22-8867-96b17850d4dd MICROSOFT_REMOTE_ASSIST | Dynamics 365 Remote Assist
94065c59-bc8e-4e8b-89e5-5138d471eaff MICROSOFT_SEARCH | Microsoft Search
fc9f7921-4ca5-42c6-8533-1b84c4ee496b MICROSOFT_SEARCH_GCCH | Microsoft Search for Arlington
a933a62f-c3fb-48e5-a0b7-ac92b94b4420 Microsoft_Viva_Sales_PowerAutomate
  | Microsoft Viva Sales Premium with Power Automate
8ba1ff15-7bf6-4620-b65c-ecedb6942766 Microsoft_Viva_Sales_PremiumTrial | Microsoft Viva Sales Premium & Trial
199a5c09-e0ca-4e37-8f7c-b05d533e1ea2 MICROSOFTBOOKINGS | Microsoft Bookings
64bfac92-2b17-4482-b5e5-a0304429de3e MICROSOFTENDPOINTDLP | Microsoft Endpoint DLP
4c246bbc-f513-4311-beff-eba54c353256 MINECRAFT_EDUCATION_EDITION | Minecraft Education Edition
5136a095-5cf0-4aff-bec3-e84448b38ea5 MIP_S_CLP1 | Information Protection for Office 365 - Standard
efb0351d-3b08-4503-993d-383af8de41e3 MIP_S_CLP2 | Information Protection for Office 365 - Premium
cd31b152-6326-4d1b-ae1b-997b625182e6 MIP_S_Exchange | Data Classification in Microsoft 365
5b96ffc4-3853-4cf4-af50-e38505080f6b MIP_S_EXCHANGE_CO | Data Classification in Microsoft 365 - Company Level
d2d51368-76c9-4317-ada2-a12c004c432f ML_CLASSIFICATION | Microsoft ML-Based Classification
bdaa59a3-74fd-4137-981a-31d4f84eb8a0 MMR_P1 | Meeting Room Managed Services
bf28f719-7844-4079-9c78-c1307898e192 MTP | Microsoft 365 Defender
ecc74eae-eeb7-4ad5-9c88-e8b2bfca75b8 MTRProManagement | Microsoft Teams Rooms Pro Management
33c4f319-9bdd-48d6-9c4d-410b750a4a5a MYANALYTICS_P2 | Insights by MyAnalytics
6e5b7995-bd4f-4cbd-9d19-0e32010c72f0 MYANALYTICS_P2_GOV | Insights by MyAnalytics for Government
03acaee3-9492-4f40-aed4-bcb6b32981b6 NBENTERPRISE | Retired - Microsoft Social Engagement
3e58e97c-9abe-ebab-cd5f-d543d1529634 NBPROFESSIONALFORCRM
  | MICROSOFT SOCIAL ENGAGEMENT PROFESSIONAL - ELIGIBILITY CRITERIA APPLY
7dbc2d88-20e2-4eb6-b065-4510b38d6eb2 NONPROFIT_PORTAL | Nonprofit Portal
db4d623d-b514-490b-b7ef-8885eee514de Nucleus | Nucleus
5bfe124c-bbdc-4494-8835-f1297d457d79 O365_SB_Relationship_Management | RETIRED - Outlook Customer Manager
094e7854-93fc-4d55-b2c0-3ab5369ebdc1 OFFICE_BUSINESS | Microsoft 365 Apps for business
9b5de886-f035-4ff2-b3d8-c9127bea3620 OFFICE_FORMS_PLAN_2 | Microsoft Forms (Plan 2)
96c1e14a-ef43-418d-b115-9636cdaa8eed OFFICE_FORMS_PLAN_3 | Microsoft Forms (Plan 3)
8ca59559-e2ca-470b-b7dd-afd8c0dee963 OFFICE_PRO_PLUS_SUBSCRIPTION_SMBIZ | OFFICE 365 SMALL BUSINESS SUBSCRIPTION
3c994f28-87d5-4273-b07a-eb6190852599 OFFICE_PROPLUS_DEVICE | Microsoft 365 Apps for Enterprise (Device)
276d6e8a-f056-4f70-b7e8-4fc27f79f809 OFFICE_SHARED_COMPUTER_ACTIVATION | Office Shared Computer Activation
c63d4d19-e8cb-460e-b37c-4d6c34603745 OFFICEMOBILE_SUBSCRIPTION | Office Mobile Apps for Office 365
4ccb60ee-9523-48fd-8f63-4b090f1ad77a OFFICEMOBILE_SUBSCRIPTION_GOV | Office Mobile Apps for Office 365 for GCC
43de0ff5-c92c-492b-9116-175376d08c38 OFFICESUBSCRIPTION | Microsoft 365 Apps for enterprise
de9234ff-6483-44d9-b15e-dca72fdd27af OFFICESUBSCRIPTION_GOV | Microsoft 365 Apps for enterprise G
8d77e2d9-9e28-4450-8431-0def64078fc5 OFFICESUBSCRIPTION_unattended | Microsoft 365 Apps for Enterprise (Unattended)
18dfd9bd-5214-4184-8123-c9822d81a9bc OFFICESUBSCRIPTION_unattended_GOV
  | Microsoft 365 Apps for enterprise (unattended) for GCC
da792a53-cbc0-4184-a10d-e544dd34b3c1 ONEDRIVE_BASIC | OneDrive for Business (Basic)
98709c2e-96b5-4244-95f5-a0ebe139fb8a ONEDRIVE_BASIC_GOV | ONEDRIVE FOR BUSINESS BASIC FOR GOVERNMENT
4495894f-534f-41ca-9d3b-0ebf1220a423 ONEDRIVE_BASIC_P2 | OneDrive for Business (Basic 2)
f7e5b77d-f293-410a-bae8-f941f19fe680 ONEDRIVECLIPCHAMP | OneDrive for Business (Clipchamp)
afcafa6a-d966-4462-918c-ec0b4e0fe642 ONEDRIVEENTERPRISE | ONEDRIVEENTERPRISE
b4ac11a0-32ff-4e78-982d-e039fa803dec ONEDRIVELITE_IW | Office for the web with OneDrive for business
13696edf-5a08-49f6-8134-03083ed8ba30 ONEDRIVESTANDARD | OneDrive for Business (Plan 1)
b1188c4c-1b36-4018-b48b-ee07604f6feb PAM_ENTERPRISE | Office 365 Privileged Access Management
4e29abd1-ba96-44c0-8a72-e24e4fe9956e PBI_PREMIUM_EM2_ADDON | Power BI Premium EM2
9da49a6d-707a-48a1-b44a-53dcde5267f8 PBI_PREMIUM_P1_ADDON | Power BI Premium P
30df3dbd-5bf6-4d74-9417-cccc096595e4 PBI_PREMIUM_P1_ADDON_GCC | Power BI Premium P1 for GCC
13b6da2c-0d84-450e-9f69-a33e221387ca PEOPLE_SKILLS_FOUNDATION | People Skills - Foundation
1fe6227d-3e01-46d0-9510-0acad4ff6e94 PLACES_CORE | Places Core
54b37829-818e-4e3c-a08a-3ea66ab9b45d POWER_APPS_DYN365_VIRAL_TRIAL | Power Apps for Dynamics 365 vTrial
066e2fd1-ba15-40e7-aa96-d6636b1cdf71 POWER_APPS_DYN365_VIRAL_TRIAL_MIXED_REALITY
  | Power Apps for Dynamics 365 Mixed Reality
5ffd371c-037a-41a2-98a3-6452f8c5de17 POWER_APPS_FOR_MCS_USL | Power Apps for Cloud for Sustainability USL
c5502fe7-406d-442a-827f-4948b821ba08 POWER_APPS_FOR_MCS_USL_PLUS | Power Apps for Cloud for Sustainability USL Plus
375cd0ad-c407-49fd-866a-0bff4f8a9a4d POWER_AUTOMATE_ATTENDED_RPA | Power Automate RPA Attended
fb613c67-1a58-4645-a8df-21e95a37d433 POWER_AUTOMATE_ATTENDED_RPA_GCC | Power Automate Attended RPA for Government
81d4ecb8-0481-42fb-8868-51536c5aceeb POWER_AUTOMATE_DYN365_VIRAL_TRIAL | Power Automate for Dynamics 365 vTrial
26fa8a18-2812-4b3d-96b4-864818ce26be POWER_AUTOMATE_DYN365_VIRAL_TRIAL_MIXED_REALITY
  | Power Automate for Dynamics 365 Mixed Reality
ccbe468e-7973-442c-8ec4-5fbe16438711 POWER_AUTOMATE_FOR_MCS_USL | Power Automate for Cloud for Sustainability USL
1c22bb50-96fb-49e5-baa6-195cab19eee2 POWER_AUTOMATE_FOR_MCS_USL_PLUS
  | Power Automate for Cloud for Sustainability USL Plus
00283e6b-2bd8-440f-a2d5-87358e4c89a1 Power_Automate_For_Project_P1 | Power Automate for Project P1
0d373a98-a27a-426f-8993-f9a425ae99c5 POWER_AUTOMATE_UNATTENDED_RPA | Power Automate Unattended RPA add-on
45e63e9f-6dd9-41fd-bd41-93bfa008c537 POWER_AUTOMATE_UNATTENDED_RPA_GCC | Power Automate Unattended RPA for Government
60bf28f9-2b70-4522-96f7-335f5e06c941 Power_Pages_Internal_User | Power Pages Internal User
6817d093-2d30-4249-8bd6-774f01efa78c POWER_PAGES_VTRIAL | Power Pages vTrial for Makers
0bdd5466-65c3-470a-9fa6-f679b48286b0 Power_Virtual_Agent_Usl_GCC | Power Virtual Agent USL for GCC
3fbe8cdf-c735-44bf-bbfa-646724af4bb4 Power_Virtual_Agent_Usl_GCC_High | Power Virtual Agent USL for GCC High
19e4c3a8-3ebe-455f-a294-4f3479873ae3 POWER_VIRTUAL_AGENTS_D365_CS_CHAT | Power Virtual Agents for Chat
9023fe69-f9e0-4c1e-bfde-654954469162 POWER_VIRTUAL_AGENTS_D365_CS_CHAT_GOV | Power Virtual Agents for Chat for Gov
2d2f174c-c3cc-4abe-9ce8-4dd86f469ab1 POWER_VIRTUAL_AGENTS_D365_CS_MESSAGING | Power Virtual Agents for Digital Messaging
e501d49b-1176-4816-aece-2563c0d995db POWER_VIRTUAL_AGENTS_D365_CS_MESSAGING_GOV
  | Power Virtual Agents for Digital Messaging for Gov
a3dce1be-e9ca-453a-9483-e69a5b46ce98 POWER_VIRTUAL_AGENTS_D365_CS_VOICE
  | Power Virtual Agents for Customer Service Voice
cad9c719-36e0-43c7-9506-6886f272d4f0 POWER_VIRTUAL_AGENTS_D365_CS_VOICE_GOV
  | Power Virtual Agents for Customer Service Voice for Government
ba2fdb48-290b-4632-b46a-e4ecc58ac11a POWER_VIRTUAL_AGENTS_O365_F1 | Power Virtual Agents for Office 365
0683001c-0492-4d59-9515-d9a6426b5813 POWER_VIRTUAL_AGENTS_O365_P1 | Power Virtual Agents for Office 365
041fe683-03e4-45b6-b1af-c0cdc516daee POWER_VIRTUAL_AGENTS_O365_P2 | Power Virtual Agents for Office 365
ded3d325-1bdc-453e-8432-5bac26d7a014 POWER_VIRTUAL_AGENTS_O365_P3 | Power Virtual Agents for Office 365
c507b04c-a905-4940-ada6-918891e6d3ad POWERAPPS_CUSTOMER_SERVICE_PRO | Power Apps for Customer Service Pro
a2729df7-25f8-4e63-984b-8a8484121554 POWERAPPS_DEV_VIRAL | PowerApps for Developer
874fc546-6efe-4d22-90b8-5c4e7aa59f4b POWERAPPS_DYN_APPS | Power Apps for Dynamics 365
3089c02b-e533-4b73-96a5-01fa648c3c3c POWERAPPS_DYN_APPS_GOV | PowerApps for Dynamics 365 for Government
0b03f40b-c404-40c3-8651-2aceb74365fa POWERAPPS_DYN_P2 | Power Apps for Dynamics 365
51729bb5-7564-4927-8df8-9f5b12279cf3 POWERAPPS_DYN_P2_GOV | PowerApps Plan 2 for Dynamics 365 for Government
52e619e2-2730-439a-b0d3-d09ab7e8b705 POWERAPPS_DYN_TEAM | Power Apps for Dynamics 365
63efc247-5f28-43e3-a2f8-00c183e3f1db POWERAPPS_DYN_TEAM_GOV | PowerApps for Dynamics 365 Team Members for Government
816971f4-37c5-424a-b12b-b56881f402e7 POWERAPPS_GUIDES | Power Apps for Guides
92f7a6f3-b89b-4bbd-8c30-809e6da5ad1c POWERAPPS_O365_P1 | Power Apps for Office 365
3913e44e-824e-490c-a182-82785d769b45 POWERAPPS_O365_P1_GCCHIGH | Power Apps for Office 365 for GCCHigh
c42aa49a-f357-45d5-9972-bc29df885fee POWERAPPS_O365_P1_GOV | Power Apps for Office 365 for Government
c68f8d98-5534-41c8-bf36-22fa496fa792 POWERAPPS_O365_P2 | Power Apps for Office 365
0a20c815-5e81-4727-9bdc-2b5a117850c3 POWERAPPS_O365_P2_GOV | Power Apps for Office 365 for Government
9c0dab89-a30c-4117-86e7-97bda240acd2 POWERAPPS_O365_P3 | Power Apps for Office 365 (Plan 3)
b50a9096-5b07-4ded-a5e4-a492fb94b6ee POWERAPPS_O365_P3_GCCHIGH | Power Apps for Office 365 for GCCHigh
0eacfc38-458a-40d3-9eab-9671258f1a3e POWERAPPS_O365_P3_GOV | Power Apps for Office 365 for Government
e0287f9f-e222-4f98-9a83-f379e249159a POWERAPPS_O365_S1 | Power Apps for Office 365 F3
b9f1a92f-d4c7-477b-b64c-e23d7b4e8cf9 POWERAPPS_O365_S1_GCCHIGH | Power Apps for Office 365 F3 for GCCHigh
49f06c3d-da7d-4fa0-bcce-1458fdd18a59 POWERAPPS_O365_S1_GOV | Power Apps for Office 365 F3 for Government
5ce719f1-169f-4021-8a64-7d24dcaec15f POWERAPPS_P1_GOV | PowerApps Plan 1 for Government
00527d7f-d5bc-4c2a-8d1e-6c0de2410c81 POWERAPPS_P2 | Power Apps (Plan 2)
d5368ca3-357e-4acb-9c21-8495fb025d1f POWERAPPS_P2_VIRAL | PowerApps Trial
b4f657ff-d83e-4053-909d-baa2b595ec97 POWERAPPS_PER_APP | Power Apps per App Plan
be6e5cba-3661-424c-b79a-6d95fa1d849a POWERAPPS_PER_APP_GCC | Power Apps per App Plan for Government
70091fc8-1836-470f-a386-f4e6639cb04e POWERAPPS_PER_APP_GCC_NEW | Power Apps per app for GCC
35122886-cef5-44a3-ab36-97134eabd9ba POWERAPPS_PER_APP_IWTRIAL | PowerApps per app baseline access
14f8dac2-0784-4daa-9cb2-6d670b088d64 POWERAPPS_PER_APP_NEW | Power Apps per app
ea2cf03b-ac60-46ae-9c1d-eeaeb63cec86 POWERAPPS_PER_USER | Power Apps per User Plan
8f55b472-f8bf-40a9-be30-e29919d4ddfe POWERAPPS_PER_USER_GCC | Power Apps per User Plan for Government
084747ad-b095-4a57-b41f-061d84d69f6f POWERAPPS_PORTALS_LOGIN | Power Apps Portals Login Capacity Add-On
bea6aef1-f52d-4cce-ae09-bed96c4b1811 POWERAPPS_PORTALS_LOGIN_GCC
  | Power Apps Portals Login Capacity Add-On for Government
1c5a559a-ec06-4f76-be5b-6a315418495f POWERAPPS_PORTALS_PAGEVIEW | Power Apps Portals Page View Capacity Add-On
483d5646-7724-46ac-ad71-c78b7f099d8d POWERAPPS_PORTALS_PAGEVIEW_GCC
  | Power Apps Portals Page View Capacity Add-On for Government
6f9f70ce-138d-49f8-bb8b-2e701b7dde75 POWERAPPS_SALES_PRO | Power Apps for Sales Pro
12cf31f8-754f-4efe-87a8-167c19e30831 POWERAPPS_SALES_PRO_GOV | Power Apps for Sales Pro for Government
e61a2945-1d4e-4523-b6e7-30ba39d20f32 POWERAPPSFREE | MICROSOFT POWERAPPS
2d589a15-b171-4e61-9b5f-31d15eeb2872 POWERAUTOMATE_DESKTOP_FOR_WIN | PAD for Windows
0b4346bb-8dc3-4079-9dfc-513696f56039 POWERFLOWSFREE | LOGIC FLOWS
0d3366f3-266e-4117-b422-7cabbc165e7c PowerPages_Authenticated_User
  | Power Pages Authenticated Users per site monthly capacity
967d9574-a076-4bb7-ab89-f41f64bc142e PowerPages_Authenticated_User_CN
  | Power Pages Authenticated Users per site monthly capacity China
03300fea-7a88-45a6-b5bd-29653803c591 PowerPages_Authenticated_User_DoD
  | Power Pages Authenticated Users per site monthly capacity DoD
cdf787bd-1546-48d2-9e93-b21f9ea7067a PowerPages_Authenticated_User_GCC
  | Power Pages Authenticated Users per site monthly capacity GCC
18e74ca2-b5f0-4802-9a8b-00d2ff1e8322 PowerPages_Authenticated_User_GCCH
  | Power Pages Authenticated Users per site monthly capacity GCCH
5410f688-68f2-47a5-9b8f-7466194a806a PowerPages_Authenticated_Users_GCCH
  | Power Pages Authenticated Users per site mthly capacity GCCH New
2c4ec2dc-c62d-4167-a966-52a3e6374015 POWERVIDEOSFREE | MICROSOFT POWER VIDEOS BASIC
617b097b-4b93-4ede-83de-5f075bb5fb2f PREMIUM_ENCRYPTION | Premium Encryption in Office 365
8bbd1fea-6dc6-4aef-8abc-79af22d746e4 PRIVACY_MANGEMENT_DSR | Privacy Management - Subject Rights Request
07a4098c-3f2d-427f-bfe2-5889ed75dd7b PRIVACY_MANGEMENT_DSR_1 | Privacy Management - Subject Rights Request (1)
74853901-d7a9-428e-895d-f4c8687a9f0b PRIVACY_MANGEMENT_DSR_10 | Privacy Management - Subject Rights Request (10)
500f440d-167e-4030-a3a7-8cd35421fbd8 PRIVACY_MANGEMENT_DSR_100 | Privacy Management - Subject Rights Request (100)
7ca7f875-98db-4458-ab1b-47503826dd73 PRIVACY_MANGEMENT_DSR_EXCHANGE
  | Privacy Management - Subject Rights Request (Exchange)
93d24177-c2c3-408a-821d-3d25dfa66e7a PRIVACY_MANGEMENT_DSR_EXCHANGE_1
  | Privacy Management - Subject Rights Request (1 - Exchange)
f0241705-7b44-4401-a6b6-7055062b5b03 PRIVACY_MANGEMENT_DSR_EXCHANGE_10
  | Privacy Management - Subject Rights Request (10 - Exchange)
5c221cec-2c39-435b-a1e2-7cdd7fac5913 PRIVACY_MANGEMENT_DSR_EXCHANGE_100
  | Privacy Management - Subject Rights Request (100 - Exchange)
f281fb1f-99a7-46ab-9edb-ffd74e260ed3 PRIVACY_MANGEMENT_RISK | Priva - Risk
ebb17a6e-6002-4f65-acb0-d386480cebc1 PRIVACY_MANGEMENT_RISK_EXCHANGE | Priva - Risk (Exchange)
fafd7243-e5c1-4a3a-9e40-495efcb1d3c3 PROJECT_CLIENT_SUBSCRIPTION | Project Online Desktop Client
45c6831b-ad74-4c7f-bd03-7c2b3fa39067 PROJECT_CLIENT_SUBSCRIPTION_GOV | Project Online Desktop Client
1259157c-8581-4875-bca7-2ffb18c51bda PROJECT_ESSENTIALS | Project Online Essentials
f944d685-f762-4371-806d-a1f48e5bea13 PROJECT_ESSENTIALS | Project Online Essentials
fdcb7064-f45c-46fa-b056-7e0e9fdf4bf3 PROJECT_ESSENTIALS_GOV | Project Online Essentials for Government
0a05d977-a21a-45b2-91ce-61c240dbafa2 PROJECT_FOR_PROJECT_OPERATIONS | Project for Project Operations
6d8e07c6-9613-484f-8cc1-a66c5c3979bb PROJECT_FOR_PROJECT_OPERATIONS_ATTACH | Project for Project Operations Attach
3f2afeed-6fb5-4bf9-998f-f2912133aead PROJECT_MADEIRA_PREVIEW_IW | Dynamics 365 Business Central for IWs
7f6f28c2-34bb-4d4b-be36-48ca2e77e1ec PROJECT_O365_F3 | Project for Office (Plan F)
a55dfd10-0864-46d9-a3cd-da5991a3e0e2 PROJECT_O365_P1 | Project for Office (Plan E1)
31b4e2fc-4cd6-4e7d-9c1b-41407303bd66 PROJECT_O365_P2 | Project for Office (Plan E3)
e7d09ae4-099a-4c34-a2a2-3e166e95c44a PROJECT_O365_P2_GOV | Project for Government (Plan E3)
b21a6b06-1988-436e-a07b-51ec6d9f52ad PROJECT_O365_P3 | Project for Office (Plan E5)
9b7c50ec-cd50-44f2-bf48-d72de6f90717 PROJECT_O365_P3_GOV | Project for Government (Plan E5)
4a12c688-56c6-461a-87b1-30d6f32136f9 PROJECT_P1 | Project P1
818523f5-016b-4355-9be8-ed6944946ea7 PROJECT_PROFESSIONAL | Project P3
22572403-045f-432b-a660-af949c0a77b5 PROJECT_PROFESSIONAL_FACULTY | Project P3 for Faculty
49c7bc16-7004-4df6-8cd5-4ec48b7e9ea0 PROJECT_PROFESSIONAL_FOR_GOV | Project P3 for GOV
b737dad2-2f6c-4c65-90e3-ca563267e8b9 PROJECTWORKMANAGEMENT | Microsoft Planner
5b4ef465-7ea1-459a-9f91-033317755a51 PROJECTWORKMANAGEMENT_GOV | Office 365 Planner for Government
1346d5e6-15a6-4b88-9693-806ff7296a7a PSTN5_US | Microsoft 365 Domestic Calling Plan - US (120 minutes)
c948ea65-2053-4a5a-8a62-9eaaaf11b522 PURVIEW_DISCOVERY | Purview Discovery
ab2d4fb5-f80a-4bf1-a11d-7f1da254041b QUEUES_APP | Queues app for Microsoft Teams
65cc641f-cccd-4643-97e0-a17e3045e541 RECORDS_MANAGEMENT | Microsoft Records Management
a4c6cf29-1168-4076-ba5c-e8fe0e62b17e REMOTE_HELP | Remote help
7a39d7dd-e456-4e09-842a-0204ee08187b RMS_S_ADHOC | Rights Management Adhoc
31cf2cfc-6b0d-4adc-a336-88b724ed8122 RMS_S_BASIC | Microsoft Azure Rights Management Service
bea4c11e-220a-4e6d-8eb8-8ea15d019f90 RMS_S_ENTERPRISE | Azure Rights Management
6a76346d-5d6e-4051-9fe3-ed3f312b5597 RMS_S_ENTERPRISE_GOV | Azure Rights Management
6c57d4b6-3b23-47a5-9bc9-69f17b4947b3 RMS_S_PREMIUM | Azure Information Protection Premium P1
5689bec4-755d-4753-8b61-40975025187c RMS_S_PREMIUM2 | Azure Information Protection Premium P2
5400a66d-eaa5-427d-80f2-0f26d59d8fce RMS_S_PREMIUM2_GOV | Azure Information Protection Premium P2 for GCC
1b66aedf-8ca1-4f73-af76-ec76c6180f98 RMS_S_PREMIUM_GOV | Azure Information Protection Premium P1 for GCC
bf6f5520-59e3-4f82-974b-7dbbc4fd27c7 SAFEDOCS | Office 365 SafeDocs
c33802dd-1b50-4b9a-8bb9-f13d2cdeadac SCHOOL_DATA_SYNC_P1 | School Data Sync (Plan 1)
500b6a2a-7a50-4f40-b5f9-160e5b8c2f48 SCHOOL_DATA_SYNC_P2 | School Data Sync (Plan 2)
f9c43823-deb4-46a8-aa65-8b551f0c4f8a SharePoint Plan 1G | SharePoint Plan 1G
fe71d6c3-a2ea-4499-9778-da042bf08063 SHAREPOINT_PROJECT | Project Online Service
664a2fed-6c7a-468e-af35-d61740f0ec90 SHAREPOINT_PROJECT_EDU | Project Online Service for Education
e57afa78-1f19-4542-ba13-b32cd4d8f472 SHAREPOINT_PROJECT_GOV | Project Online Service for Government
a361d6e2-509e-4e25-a8ad-950060064ef4 SHAREPOINT_S_DEVELOPER | SHAREPOINT FOR DEVELOPER
902b47e5-dcb2-4fdc-858b-c63a90a2bdb9 SHAREPOINTDESKLESS | SharePoint Kiosk
b1aeb897-3a19-46e2-8c27-a609413cf193 SHAREPOINTDESKLESS_GOV | SharePoint KioskG
5dbe027f-2339-4123-9542-606e4d348a72 SHAREPOINTENTERPRISE | SharePoint (Plan 2)
63038b2c-28d0-45f6-bc36-33062963b498 SHAREPOINTENTERPRISE_EDU | SharePoint (Plan 2) for Education
153f85dd-d912-4762-af6c-d6e0fb4f6692 SHAREPOINTENTERPRISE_GOV | SharePoint Plan 2G
6b5b6a67-fc72-4a1f-a2b5-beecf05de761 SHAREPOINTENTERPRISE_MIDMARKET | SharePoint (Plan 1)
a1f3d0a8-84c0-4ae0-bae4-685917b8ab48 SHAREPOINTLITE | SHAREPOINTLITE
735c1d98-dd3f-4818-b4ed-c8052e18e62d SHAREPOINTONLINE_MULTIGEO | SharePoint Multi-Geo
c7699d2e-19aa-44de-8edf-1736da088ca1 SHAREPOINTSTANDARD | SharePoint (Plan 1)
0a4983bb-d3e5-4a09-95d8-b2d0127b3df5 SHAREPOINTSTANDARD_EDU | SharePoint (Plan 1) for Education
be5a7ed5-c598-4fcd-a061-5e6724c68a58 SHAREPOINTSTORAGE | Office 365 Extra File Storage
e5bb877f-6ac9-4461-9e43-ca581543ab16 SHAREPOINTSTORAGE_GOV | SHAREPOINTSTORAGE_GOV
e95bec33-7c88-4a70-8e19-b10bd9d0c014 SHAREPOINTWAC | Office for the Web
527f7cdd-0e86-4c47-b879-f5fd357a3ac6 SHAREPOINTWAC_DEVELOPER | OFFICE ONLINE FOR DEVELOPER
e03c7e47-402c-463c-ab25-949079bedb21 SHAREPOINTWAC_EDU | Office for the Web for Education
8f9f0f3b-ca90-406c-a842-95579171f8ec SHAREPOINTWAC_GOV | Office for the Web for Government
9a0125a5-c8f8-4526-b231-49e2abe0ebce Skype for Business PSTN Calling Domestic Small
  | Skype for Business PSTN Calling Domestic Small
339f4def-5ad8-4430-8d12-da5fd4c769a7 SOCIAL_ENGAGEMENT_APP_USER | Dynamics 365 AI for Market Insights - Free
cfce7ae3-4b41-4438-999c-c0e91f3b7fb9 SPECIALTY_DEVICES | Specialty devices
0bfc98ed-1dbc-4a97-b246-701754e48b17 SPZA | APP CONNECT
fc0a60aa-feee-4746-a0e3-aecfe81a38dd SQL_IS_SSIM | Microsoft Power BI Information Services Plan 1
743dd19e-1ce3-4c62-a3ad-49ba8f63a2f6 STREAM_O365_E1 | Microsoft Stream for Office 365 E1
15267263-5986-449d-ac5c-124f3b49b2d6 STREAM_O365_E1_GOV | Microsoft Stream for O365 for Government (E1)
9e700747-8b1d-45e5-ab8d-ef187ceec156 STREAM_O365_E3 | Microsoft Stream for Office 365 E3
2c1ada27-dbaa-46f9-bda6-ecb94445f758 STREAM_O365_E3_GOV | Stream for Office 365 for Government (E3)
6c6042f5-6f01-4d67-b8c1-eb99d36eed3e STREAM_O365_E5 | Microsoft Stream for Office 365 E5
92c2089d-9a53-49fe-b1a6-9e6bdf959547 STREAM_O365_E5_GOV | Stream for Office 365 for Government (E5)
3ffba0d2-38e5-4d5e-8ec0-98f2b05c09d9 STREAM_O365_K | Microsoft Stream for Office 365 F3
d65648f1-9504-46e4-8611-2658763f28b8 STREAM_O365_K_GOV | Microsoft Stream for O365 for Government (F1)
3c53ea51-d578-46fa-a4c0-fd0a92809a60 STREAM_O365_SMB | Stream for Office 365
d3a458d0-f10d-48c2-9e44-86f3f684029e STREAM_P2 | Microsoft Stream Plan 2
83bced11-77ce-4071-95bd-240133796768 STREAM_STORAGE | Microsoft Stream Storage Add-On
a23b959c-7ce8-4e57-9140-b90eb88a9e97 SWAY | Sway
57ff2da0-773e-42df-b2af-ffb7a2317929 TEAMS1 | Microsoft Teams
604ec28a-ae18-4bc6-91b0-11da94504ba9 TEAMS_ADVCOMMS | Microsoft 365 Advanced Communications
fd500458-c24c-478e-856c-a6067a8376cd TEAMS_AR_DOD | Microsoft Teams for DOD (AR)
9953b155-8aef-4c56-92f3-72b0487fce41 TEAMS_AR_GCCHIGH | Microsoft Teams for GCCHigh
a42de799-58ae-4e6a-aa1d-948e7abec726 TEAMS_DESKLESS | Microsoft Teams Kiosk
4fa4026d-ce74-4962-a151-8e96d57ea8e4 TEAMS_FREE | MICROSOFT TEAMS (FREE)
bd6f2ac2-991a-49f9-b23c-18c96a02c228 TEAMS_FREE_SERVICE | TEAMS FREE SERVICE
304767db-7d23-49e8-a945-4a7eb65f9f28 TEAMS_GOV | Microsoft Teams for Government
8081ca9c-188c-4b49-a8e5-c23b5e9463a8 Teams_Room_Basic | Teams Rooms Test 1
ec17f317-f4bc-451e-b2da-0167e5c260f9 Teams_Room_Pro | Teams Rooms Test 2
92c6b761-01de-457a-9dd9-793a975238f7 Teams_Room_Standard | Teams Room Standard
c8529366-cffd-4415-ab8f-be0144a33ab1 Teams_Rooms_Basic | Teams Rooms Basic
0374d34c-6be4-4dbb-b3f0-26105db0b28a Teams_Rooms_Pro | Teams Rooms Pro
f4f2f6de-6830-442b-a433-e92249faebe2 TeamsEss | Microsoft Teams Essentials
41eda15d-6b52-453b-906f-bc4a5b25a26b TEAMSMULTIGEO | Teams Multi-Geo
cc8c0802-a325-43df-8cba-995d0c6cb373 TEAMSPRO_CUST | Microsoft Teams Premium Personalized
0504111f-feb8-4a3c-992a-70280f9a2869 TEAMSPRO_MGMT | Microsoft Teams Premium Intelligent
f8b44f54-18bb-46a3-9658-44ab58712968 TEAMSPRO_PROTECTION | Microsoft Teams Premium Secure
9104f592-f2a7-4f77-904c-ca5a5715883f TEAMSPRO_VIRTUALAPPT | Microsoft Teams Premium Virtual Appointment
78b58230-ec7e-4309-913c-93a45cc4735b TEAMSPRO_WEBINAR | Microsoft Teams Premium Webinar
8e0c0a52-6a6c-4d40-8370-dd62790dcd70 THREAT_INTELLIGENCE | Microsoft Defender for Office 365 (Plan 2)
fbdb91e6-7bfd-4a1f-8f7a-d27f4ef39702 THREAT_INTELLIGENCE_APP | Defender Threat Intelligence
900018f1-0cdb-4ecb-94d4-90281760fdc6 THREAT_INTELLIGENCE_GOV | Microsoft Defender for Office 365 (Plan 2) for Government
36810a13-b903-490a-aa45-afbeb7540832 TVM_PREMIUM_1 | Microsoft Defender Vulnerability Management
795f6fe0-cc4d-4773-b050-5dde4dc704c9 UNIVERSAL_PRINT_01 | Universal Print
b67adbaf-a096-42c9-967e-5a84edbe0086 UNIVERSAL_PRINT_NO_SEEDING | Universal Print Without Seeding
aae826b7-14cd-4691-8178-2b312f7072ea Verifiable_Credentials_Service_Request | Verifiable Credentials Service Request
4f0142e8-8fb8-44a7-8ef8-665425d93888 VIDEO_INTEROP | Skype Meeting Video Interop for Skype for Business
f6934f16-83d3-4f3b-ad27-c6e9c187b260 VIRTUAL_AGENT_BASE | Virtual Agent Base
e425b9f6-1543-45a0-8efb-f8fdaf18cba1 Virtual_Agent_Base_GCC | Virtual Agent Base for GCC
7b0640f1-63cc-4f83-b8c6-0a4d78b8b988 VIRTUAL_AGENT_BASE_MESSAGES | Microsoft Copilot Studio \u2013 Messages
1263586c-59a4-4ad0-85e1-d50bc7149501 VIRTUAL_AGENT_USL | Virtual Agent
00b6f978-853b-4041-9de0-a233d18669aa Virtual_Agent_Usl_Gov | Virtual Agent for GCC
7ffee552-ebe8-4725-8678-5c1775c05847 Virtual_Agent_Usl_Gov_High | Virtual Agent for GCC High
e7c91390-7625-45be-94e0-e16907e03118 Virtualization Rights for Windows 10 (E3/E5+VDA) | Windows 10/11 Enterprise
663a804f-1c30-4ff0-9915-9db84f0d1cea VISIO_CLIENT_SUBSCRIPTION | Visio Desktop App
f85945f4-7a55-4009-bc39-6a5f14a8eac1 VISIO_CLIENT_SUBSCRIPTION_GOV | VISIO DESKTOP APP FOR Government
2bdbaf8f-738f-4ac7-9234-3c3ee2ce7d0f VISIOONLINE | Visio Web App
8a9ecb07-cfc0-48ab-866c-f83c4d911576 VISIOONLINE_GOV | VISIO WEB APP FOR GOVERNMENT
6b270342-093e-4015-8c5c-224561532fbf Viva_Glint | Viva Glint
b44c6eaf-5c9f-478c-8f16-8cea26353bfb Viva_Goals_Premium | Viva Goals
7162bd38-edae-4022-83a7-c5837f951759 VIVA_LEARNING_PREMIUM | Viva Learning
b76fb638-6ba6-402a-b9f9-83d28acb3d86 VIVA_LEARNING_SEEDED | Viva Learning Seeded
43304c6a-1d4e-4e0b-9b06-5b2a2ff58a90 VIVAENGAGE_COMMUNITIES_AND_COMMUNICATIONS
  | Viva Engage Communities and Communications
a82fbf69-b4d7-49f4-83a6-915b2cf354f4 VIVAENGAGE_CORE | Viva Engage Core
c244cc9e-622f-4576-92ea-82e233e44e36 VIVAENGAGE_KNOWLEDGE | Viva Engage Knowledge
36b29273-c6d0-477a-aca6-6fbe24f538e3 WHITEBOARD_FIRSTLINE1 | Whiteboard (Firstline)
b8afc642-032e-4de5-8c0a-507a7bba7e5d WHITEBOARD_PLAN1 | Whiteboard (Plan 1)
94a54592-cd8b-425e-87c6-97868b000b91 WHITEBOARD_PLAN2 | Whiteboard (Plan 2)
4a51bca5-1eff-43f5-878c-177680f191af WHITEBOARD_PLAN3 | Whiteboard (Plan 3)
e041597c-9c7f-4ed9-99b0-2663301576f7 WIN10_ENT_LOC_F1 | Windows 10 Enterprise E3 (Local Only)
21b439ba-a0ca-424f-a6cc-52f954a5b111 WIN10_PRO_ENT_SUB | Windows 10/11 Enterprise (Original)
8e229017-d77b-43d5-9305-903395523b99 WINBIZ | Windows 10/11 Business
871d91ec-ec1a-452b-a83f-bd76c7d770ef WINDEFATP | Microsoft Defender for Endpoint
aaa2cd24-5519-450f-a1a0-160750710ca1 Windows Store for Business EDU Store_faculty
  | Windows Store for Business EDU Store_faculty
9a6eeb79-0b4b-4bf0-9808-39d99a2cd5a3 Windows_Autopatch | Windows Autopatch
a420f25f-a7b3-4ff5-a9d0-5d58f73b537d WINDOWS_STORE | Windows Store Service
7bf960f6-2cd9-443a-8046-5dbff9558365 WINDOWSUPDATEFORBUSINESS_DEPLOYMENTSERVICE
  | Windows Update for Business Deployment Service
f477b0f0-3bb1-4890-940c-40fcee6ce05f WORKPLACE_ANALYTICS | Microsoft Workplace Analytics
ff7b261f-d98b-415b-827c-42a3fdf015af WORKPLACE_ANALYTICS_INSIGHTS_BACKEND | Microsoft Viva Insights Backend
b622badb-1b45-48d5-920f-4b27a2c0996c WORKPLACE_ANALYTICS_INSIGHTS_USER | Microsoft Viva Insights
6db7aeea-6c4a-475d-bbb0-7338bc73d646 YAMMER_BASIC | Yammer
2078e8df-cff6-4290-98cb-5408261a760a YAMMER_EDU | Yammer for Academic
7547a3fe-08ee-4ccb-b430-5077c5041653 YAMMER_ENTERPRISE | Yammer Enterprise
41bf139a-4e60-409f-9346-a1361efc6dfb YAMMER_MIDSIZE | YAMMER_MIDSIZE
`;
