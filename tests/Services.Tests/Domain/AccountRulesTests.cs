using Microsoft.Extensions.Options;
using MusicGraph.Contracts;
using MusicGraph.Users;
using MusicGraph.Users.Accounts;

namespace MusicGraph.Services.Tests.Domain;

public sealed class AccountRulesTests
{
    [Theory]
    [InlineData("ab", "a@b.example", "12345678", "userName")]
    [InlineData("a b", "a@b.example", "12345678", "userName")]
    [InlineData("ünal", "a@b.example", "12345678", "userName")]
    [InlineData("abc\n", "a@b.example", "12345678", "userName")]
    [InlineData(null, "a@b.example", "12345678", "userName")]
    [InlineData("abc", "a.example", "12345678", "email")]
    [InlineData("abc", "a@b", "12345678", "email")]
    [InlineData("abc", "Ann <a@b.example>", "12345678", "email")]
    [InlineData("abc", null, "12345678", "email")]
    [InlineData("abc", "a@b.example", "1234567", "password")]
    [InlineData("abc", "a@b.example", null, "password")]
    public void Check_ARuleIsBroken_NamesTheField(string? userName, string? email, string? password, string field) =>
        Assert.Contains(field, AccountRules.Check(new Registration(userName!, email!, password!)).Problem?.Detail);

    [Fact]
    public void Check_LongPassword_IsRefusedAbove128() => Assert.Multiple(
        () => Assert.Null(AccountRules.Check(new Registration("abc", "a@b.example", new string('x', 128))).Problem),
        () => Assert.NotNull(AccountRules.Check(new Registration("abc", "a@b.example", new string('x', 129))).Problem));

    [Fact]
    public void Check_NoDisplayName_TakesTheUserName() =>
        Assert.Equal("abc", AccountRules.Check(new Registration("abc", "a@b.example", "12345678")).Value.DisplayName);

    [Fact]
    public async Task VerifyAsync_TellsTheRightPasswordFromOthers()
    {
        var hasher = new PasswordHasher(Options.Create(new UsersOptions { PasswordIterations = 1 }));
        var token = TestContext.Current.CancellationToken;

        var hash = await hasher.HashAsync("correct horse", token);

        // Fewer than 100,000 rounds are not to be had.
        Assert.StartsWith("pbkdf2-sha512$100000$", hash);
        Assert.True(await hasher.VerifyAsync(hash, "correct horse", token));
        Assert.False(await hasher.VerifyAsync(hash, "Correct horse", token));
        Assert.False(await hasher.VerifyAsync(null, "correct horse", token));
        Assert.NotEqual(hash, await hasher.HashAsync("correct horse", token));
    }
}
