using System.Security.Cryptography;
using System.Text;
using MusicGraph.Users.Secrets;

namespace MusicGraph.Services.Tests.Users;

public sealed class AccountKeysTests
{
    private static readonly byte[] Old = RandomNumberGenerator.GetBytes(32);
    private static readonly byte[] New = RandomNumberGenerator.GetBytes(32);
    private static readonly byte[] Index = RandomNumberGenerator.GetBytes(32);

    private static readonly byte[] Secret = Encoding.UTF8.GetBytes("ada@example.com");

    [Fact]
    public void Open_WhatWasSealed_IsWhatItWas()
    {
        var keys = new AccountKeys([Old], Index);

        Assert.Equal(Secret, keys.Open("ada", keys.Seal("ada", Secret)));
        Assert.Empty(keys.Open("ada", keys.Seal("ada", [])));
    }

    [Fact]
    public void Seal_TheSameTwice_LooksDifferentAndTellsNothing()
    {
        var keys = new AccountKeys([Old], Index);

        Assert.NotEqual(keys.Seal("ada", Secret), keys.Seal("ada", Secret));
        Assert.DoesNotContain("ada", keys.Seal("ada", Secret), StringComparison.Ordinal);
    }

    [Fact]
    public void Open_AfterANewKeyCameBeforeTheOld_StillOpensAndSealsByTheNew()
    {
        var before = new AccountKeys([Old], Index).Seal("ada", Secret);
        var after = new AccountKeys([New, Old], Index);

        Assert.Equal(Secret, after.Open("ada", before));
        Assert.Equal(Secret, new AccountKeys([New], Index).Open("ada", after.Seal("ada", Secret)));
        Assert.Throws<CryptographicException>(() => new AccountKeys([New], Index).Open("ada", before));
    }

    [Fact]
    public void Open_AsSomebodyElsesOrChanged_IsRefused()
    {
        var keys = new AccountKeys([Old], Index);
        var text = keys.Seal("ada", Secret);
        var changed = text[..^2] + (text[^2] == 'A' ? 'B' : 'A') + text[^1];

        Assert.ThrowsAny<CryptographicException>(() => keys.Open("ben", text));
        Assert.ThrowsAny<CryptographicException>(() => keys.Open("ada", changed));
        Assert.Throws<CryptographicException>(() => keys.Open("ada", text[..20]));
        Assert.Throws<CryptographicException>(() => keys.Open("ada", "ada@example.com"));
    }

    [Fact]
    public void Index_OfTheSame_IsTheSameByTheIndexKeyAlone()
    {
        var index = new AccountKeys([Old], Index).Index("email", "ada@example.com");

        Assert.Equal(index, new AccountKeys([New], Index).Index("email", "ada@example.com"));
        Assert.NotEqual(index, new AccountKeys([Old], Index).Index("address", "ada@example.com"));
        Assert.NotEqual(index, new AccountKeys([Old], New).Index("email", "ada@example.com"));
    }
}
