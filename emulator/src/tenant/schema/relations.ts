const words = (text: string): readonly string[] => text.trim().split(/\s+/);

/**
 * Microsoft: "Relationships" of these resources, v1.0 and beta: what can follow an object in a path. $select takes
 * their names and shows nothing of them. Those that this emulator has not are answered 501.
 */
export const relationsOf: Readonly<Record<"user" | "group" | "organization" | "domain", readonly string[]>> = {
  user: words(`
    activities agreementAcceptances appRoleAssignments authentication calendar calendarGroups calendars calendarView
    chats cloudClipboard contactFolders contacts createdObjects dataSecurityAndGovernance
    deviceManagementTroubleshootingEvents directReports drive drives employeeExperience events extensions followedSites
    inferenceClassification insights joinedTeams licenseDetails mailFolders managedAppRegistrations managedDevices
    manager memberOf messages oauth2PermissionGrants onenote onlineMeetings outlook ownedDevices ownedObjects people
    permissionGrants photo photos planner presence registeredDevices scopedRoleMemberOf settings solutions sponsors
    teamwork todo transitiveMemberOf
    adhocCalls analytics appConsentRequestsForApproval appRoleAssignedResources approvals cloudLicensing cloudPCs
    communications deviceEnrollmentConfigurations devices informationProtection invitedBy joinedGroups
    managedAppLogCollectionRequests mobileAppIntentAndStates mobileAppTroubleshootingEvents notifications
    pendingAccessReviewInstances profile security transitiveReports usageRights virtualEvents
    windowsInformationProtectionDeviceRegistrations`),
  group: words(`
    acceptedSenders appRoleAssignments calendar calendarView conversations createdOnBehalfOf drive drives events
    extensions groupLifecyclePolicies memberOf members membersWithLicenseErrors onenote owners permissionGrants photo
    photos planner rejectedSenders settings sites team threads transitiveMemberOf transitiveMembers
    cloudLicensing endpoints onPremisesSyncBehavior`),
  organization: words(`
    branding certificateBasedAuthConfiguration extensions
    partnerInformation settings`),
  domain: words(`
    domainNameReferences federationConfiguration rootDomain serviceConfigurationRecords verificationDnsRecords
    sharedEmailDomainInvitations`),
};
