using OrleansLoyalty.CodeImports;
using OrleansLoyalty.ProductCodes;

namespace OrleansLoyalty.Tests.CodeImports;

public sealed class FindingTheCodeInAUrl
{
    [Theory]
    [InlineData("https://x.cn/p/ABC123", "ABC123")]
    [InlineData("HTTP://x.cn/ABC123/", "ABC123")]
    [InlineData("https://x.cn/scan?code=ABC123&c=other", "ABC123")]
    [InlineData("https://x.cn/scan?c=ABC123", "ABC123")]
    [InlineData("https://x.cn/scan?a=1&CODE=ABC123#top", "ABC123")]
    [InlineData("https://x.cn/p/ABC123?utm=wechat", "ABC123")]
    [InlineData("https://x.cn/p/ABC123?code=", "ABC123")]
    [InlineData("https://x.cn/p/%E7%A4%BC%E5%93%81A1", "礼品A1")]
    [InlineData("https://x.cn/p/AB+C/==?code=AB+C%3D", "AB+C=")]
    [InlineData("https://id.gs1.org/01/09521234543213/21/SN0001", "SN0001")]
    [InlineData("ABC123", "ABC123")]
    [InlineData("ABC/123?code=9", "ABC/123?code=9")]
    public void Follows_the_written_order(string value, string code) =>
        Assert.Equal((code, null), PrintedCode.Find(value));

    [Theory]
    [InlineData("https://x.cn")]
    [InlineData("https://x.cn/")]
    [InlineData("https://x.cn/?d=ABC123")]
    [InlineData("https://")]
    public void Is_refused_when_the_url_holds_none(string value) =>
        Assert.Equal((value, RejectReason.NoCodeInUrl), PrintedCode.Find(value));

    [Fact]
    public void Measures_the_code_and_not_the_url()
    {
        var prefix = "https://x.cn/" + new string('p', 500) + "/";

        Assert.Equal(("ABCD", null), PrintedCode.Find(prefix + "ABCD"));
        Assert.Equal(("ABC", RejectReason.TooShort), PrintedCode.Find(prefix + "ABC"));
        Assert.Equal(("AB CD", RejectReason.InnerWhiteSpace), PrintedCode.Find(prefix + "AB%20CD"));
        Assert.Equal(("AB\0CD", RejectReason.ForbiddenCharacter), PrintedCode.Find(prefix + "AB%00CD"));
    }
}
