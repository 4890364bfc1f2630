using System.Diagnostics;
using OrleansLoyalty.MemberAccounts;

namespace OrleansLoyalty.Api.Statements;

/// <summary>The languages of a statement.</summary>
public enum StatementLanguage
{
    /// <summary>Chinese.</summary>
    Zh = 1,

    /// <summary>English.</summary>
    En = 2,
}

/// <summary>What a statement says, in both languages.</summary>
public static class StatementWords
{
    /// <summary>The name of the sheet.</summary>
    public static string Sheet(StatementLanguage language) => language == StatementLanguage.Zh ? "积分明细" : "Statement";

    /// <summary>The heads of the columns.</summary>
    public static object[] Heads(StatementLanguage language) => language == StatementLanguage.Zh
        ? ["时间", "序号", "类型", "来源", "说明", "积分", "余额", "有效期至"]
        : ["Time", "No.", "Kind", "Source", "Explanation", "Points", "Balance after", "Expires on"];

    /// <summary>Why points moved.</summary>
    public static string Kind(PostingKind kind, StatementLanguage language)
    {
        var (chinese, english) = kind switch
        {
            PostingKind.Claim => ("扫码", "Code claimed"),
            PostingKind.Redemption => ("兑换", "Redemption"),
            PostingKind.Adjustment => ("人工调整", "Adjustment"),
            PostingKind.Accrual => ("获得", "Earned"),
            PostingKind.Reversal => ("退款扣回", "Taken back for a refund"),
            PostingKind.Expiry => ("过期", "Lapsed"),
            PostingKind.Reinstatement => ("恢复", "Given back after lapsing"),
            PostingKind.Payment => ("积分抵现", "Paid for an order"),
            PostingKind.Return => ("退款返还", "Returned for a refund"),
            PostingKind.TransferOut => ("转出", "Sent"),
            PostingKind.TransferIn => ("转入", "Received"),
            PostingKind.Hold => ("预留", "Reserved"),
            PostingKind.HoldVoided => ("取消预留", "Reservation ended"),
            PostingKind.Freeze => ("冻结", "Frozen"),
            PostingKind.Unfreeze => ("解冻", "Released"),
            PostingKind.ExpiryNotice => ("到期提醒", "Expiry notice"),
            PostingKind.TierChange => ("等级变更", "Tier changed"),
            _ => throw new UnreachableException($"Kind {kind} has no words."),
        };
        return language == StatementLanguage.Zh ? chinese : english;
    }
}
