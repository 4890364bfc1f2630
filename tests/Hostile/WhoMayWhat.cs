namespace OrleansLoyalty.Tests.Hostile;

/// <summary>
/// Who may ask for what: the one place where it is written down in full. The declared <c>[Authorize]</c> attributes and
/// the schema that is served are held against it, so a field that is new fails until it has a line here.
/// </summary>
internal static class WhoMayWhat
{
    /// <summary>Whoever sends a request, signed in or not.</summary>
    public const string Anyone = "*";

    /// <summary>Whoever is signed in, in whatever role.</summary>
    public const string SignedIn = "+";

    private const string Member = "member";
    private const string Clerk = "clerk";
    private const string Admin = "admin";
    private const string Channel = "channel";

    /// <summary>The fields of the three root types, and who may ask for them: roles, or one of the two signs above.</summary>
    public static IReadOnlyDictionary<string, string[]> Roots { get; } = new Dictionary<string, string[]>
    {
        ["Query.activities"] = [Admin],
        ["Query.inviteCode"] = [Member],
        ["Query.order"] = [Admin, Channel],
        ["Query.orders"] = [Admin, Channel],
        ["Query.adjustmentProposals"] = [Admin],
        ["Query.actingChannel"] = [Channel],
        ["Query.backTest"] = [Admin],
        ["Query.campaign"] = [Admin],
        ["Query.campaigns"] = [Admin],
        ["Query.channels"] = [Admin],
        ["Query.audit"] = [Admin],
        ["Query.audits"] = [Admin],
        ["Query.codeBatches"] = [Admin],
        ["Query.codeImport"] = [Admin],
        ["Query.earningRules"] = [Admin],
        ["Query.expiryNotices"] = [Admin],
        ["Query.finance"] = [Admin],
        ["Query.mallItem"] = [SignedIn],
        ["Query.mallItems"] = [SignedIn],
        ["Query.me"] = [Member],
        ["Query.member"] = [Admin],
        ["Query.memberAtTill"] = [Admin, Channel, Clerk],
        ["Query.memberCode"] = [Member],
        ["Query.overview"] = [Admin],
        ["Query.productCode"] = [Admin, Clerk],
        ["Query.productCodes"] = [Admin],
        ["Query.program"] = [SignedIn],
        ["Query.redemptionBacklog"] = [Admin],
        ["Query.redemptions"] = [SignedIn],
        ["Query.ruleSet"] = [Admin, Clerk],
        ["Query.ruleSets"] = [Admin],
        ["Query.simulateEvent"] = [Admin, Channel, Clerk],

        ["Mutation.acceptInvitation"] = [Member],
        ["Mutation.checkIn"] = [Member],
        ["Mutation.holdPoints"] = [Channel, Clerk, Member],
        ["Mutation.placeOrder"] = [Channel],
        ["Mutation.postHold"] = [Admin, Channel, Clerk],
        ["Mutation.recordActivity"] = [Admin, Channel, Clerk],
        ["Mutation.refundOrder"] = [Channel],
        ["Mutation.voidHold"] = [Admin, Channel, Clerk, Member],
        ["Mutation.addChannel"] = [Admin],
        ["Mutation.addMallItem"] = [Admin],
        ["Mutation.adjustPoints"] = [Admin],
        ["Mutation.approveAdjustment"] = [Admin],
        ["Mutation.cancelBackTest"] = [Admin],
        ["Mutation.changeProfile"] = [Member],
        ["Mutation.claimProductCode"] = [Member],
        ["Mutation.correctProfile"] = [Admin],
        ["Mutation.createCampaign"] = [Admin],
        ["Mutation.createCampaignFromTemplate"] = [Admin],
        ["Mutation.editCampaign"] = [Admin],
        ["Mutation.freezeAccount"] = [Admin],
        ["Mutation.importProductCodes"] = [Admin],
        ["Mutation.issueApiKey"] = [Admin],
        ["Mutation.linkMember"] = [Admin, Channel],
        ["Mutation.moveCampaign"] = [Admin],
        ["Mutation.publishRuleDraft"] = [Admin],
        ["Mutation.redeemMallItem"] = [Member],
        ["Mutation.reinstatePoints"] = [Admin],
        ["Mutation.rejectAdjustment"] = [Admin],
        ["Mutation.restockMallItem"] = [Admin],
        ["Mutation.revokeApiKey"] = [Admin],
        ["Mutation.saveRuleDraft"] = [Admin],
        ["Mutation.sendPoints"] = [Member],
        ["Mutation.setMallItemOnSale"] = [Admin],
        ["Mutation.setMallItemPicture"] = [Admin],
        ["Mutation.runAudit"] = [Admin],
        ["Mutation.setMemberTags"] = [Admin],
        ["Mutation.setPointsPerCode"] = [Admin],
        ["Mutation.setProgramTerms"] = [Admin],
        ["Mutation.signIn"] = [Anyone],
        ["Mutation.startBackTest"] = [Admin],
        ["Mutation.unfreezeAccount"] = [Admin],
        ["Mutation.voidProductCode"] = [Admin],

        ["Subscription.accountChanged"] = [Member],
        ["Subscription.backTestProgress"] = [Admin],
        ["Subscription.codeImportProgress"] = [Admin],
        ["Subscription.redemptionFeed"] = [Admin],
    };

    /// <summary>
    /// The types that tell of a person, with all their fields. The owner sees their own, by whatever way; of others only
    /// the roles below see any, and only by the root fields that are open to them.
    /// </summary>
    public static IReadOnlyDictionary<string, string[]> Personal { get; } = new Dictionary<string, string[]>
    {
        ["Member"] = ["id", "phone", "name", "joinedAt", "balance", "postings", "birthday", "tags", "account", "tier", "tierHistory", "orders", "quotePoints"],
        ["MemberAtTill"] = ["id", "name", "phoneEnding", "balance", "quotePoints"],
        ["Posting"] =
        [
            "seq", "kind", "points", "balanceAfter", "source", "reason", "postedAt", "expiresOn", "reverses", "lotsTaken",
            "lotsGiven", "debt", "explanation", "actor",
        ],
        ["Account"] = ["balance", "total", "pending", "held", "frozen", "debt", "isFrozen", "lots", "holds"],
        ["ExpiryNotice"] = ["points", "expiresOn", "isLast", "notedOn", "member"],
        ["Redemption"] = ["id", "quantity", "points", "redeemedAt", "status", "item", "member"],
        ["ProductCode"] = ["code", "status", "importedAt", "claimedAt", "points", "batch", "claimedBy"],
        ["CodeClaimed"] = ["cursor", "claim", "member", "batch"],
        ["MallItemRedeemed"] = ["cursor", "redemption"],
        ["Claim"] = ["code", "points", "balance", "claimedAt"],
    };

    /// <summary>Roles that may see what belongs to members other than themselves.</summary>
    public static string[] SeesOthers { get; } = [Admin, Clerk, Channel];

    /// <summary>What is served beside GraphQL, and to whom.</summary>
    public static IReadOnlyDictionary<string, string[]> Routes { get; } = new Dictionary<string, string[]>
    {
        ["/codes/export.xlsx"] = [Admin],
        ["/health/live"] = [Anyone],
        ["/health/ready"] = [Anyone],
        ["/metrics"] = [Anyone], // Counts and times alone; what faces the internet in front of it passes on /graphql and the pages.
        ["/imports/template.xlsx"] = [Admin],
        ["/imports/{id}/rejected.xlsx"] = [Admin],
        ["/members/{id}/statement.xlsx"] = [Admin, Member], // A member's own alone.
        ["/pictures/{id}"] = [Anyone], // The mall's, named by what they hold.
    };
}
