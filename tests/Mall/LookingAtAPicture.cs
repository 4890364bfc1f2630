using OrleansLoyalty.Mall;

namespace OrleansLoyalty.Tests.Mall;

public sealed class LookingAtAPicture
{
    [Theory]
    [InlineData("png", "image/png")]
    [InlineData("jpeg", "image/jpeg")]
    [InlineData("webp", "image/webp")]
    [InlineData("webp lossless", "image/webp")]
    [InlineData("webp extended", "image/webp")]
    public void Finds_its_kind_and_size_in_its_own_bytes(string kind, string type)
    {
        Assert.Null(PictureFile.Refuse(APicture.Of(kind, 640, 480), out var picture));

        Assert.Equal((type, 640, 480), (picture.ContentType, picture.Width, picture.Height));
    }

    [Theory]
    [InlineData("png")]
    [InlineData("jpeg")]
    [InlineData("webp")]
    [InlineData("webp lossless")]
    [InlineData("webp extended")]
    public void Refuses_one_pixel_too_many_on_either_side(string kind)
    {
        Assert.Null(PictureFile.Refuse(APicture.Of(kind, 2_048, 2_048), out _));
        Assert.Equal(new PictureTooWide(2_049, 1, 2_048), PictureFile.Refuse(APicture.Of(kind, 2_049, 1), out _));
        Assert.Equal(new PictureTooWide(1, 2_049, 2_048), PictureFile.Refuse(APicture.Of(kind, 1, 2_049), out _));
    }

    [Theory]
    [InlineData("")]
    [InlineData("<svg xmlns=\"http://www.w3.org/2000/svg\"><script>alert(1)</script></svg>")]
    [InlineData("<!doctype html><script>alert(1)</script>")]
    [InlineData("GIF89a and more of it that is long enough to be looked at")]
    [InlineData("RIFF....WAVEfmt and more of it that is long enough to be looked at")]
    [InlineData("RIFF....WEBPVP9  and more of it that is long enough to be looked at")]
    public void Refuses_what_is_none(string content) =>
        Assert.Equal(new PictureUnreadable(), PictureFile.Refuse(System.Text.Encoding.Latin1.GetBytes(content), out _));

    [Theory]
    [InlineData("png")]
    [InlineData("jpeg")]
    [InlineData("webp")]
    [InlineData("webp lossless")]
    [InlineData("webp extended")]
    public void Refuses_one_that_was_cut_off_anywhere_in_its_head(string kind)
    {
        var whole = APicture.Of(kind, 9, 9);

        Assert.All(
            Enumerable.Range(0, 18),
            length => Assert.Equal(new PictureUnreadable(), PictureFile.Refuse(whole[..length], out _)));
    }

    [Fact]
    public void Refuses_sides_of_nothing_and_below()
    {
        Assert.Equal(new PictureUnreadable(), PictureFile.Refuse(APicture.Of("png", 0, 5), out _));
        Assert.Equal(new PictureUnreadable(), PictureFile.Refuse(APicture.Of("png", -1, 5), out _));
    }

    [Fact]
    public void Refuses_a_byte_too_many()
    {
        var most = APicture.Of("png", 8, 8, SetMallItemPicture.MaxBytes);

        Assert.Null(PictureFile.Refuse(most, out _));
        Assert.Equal(new PictureTooHeavy(SetMallItemPicture.MaxBytes), PictureFile.Refuse([.. most, 0], out _));
    }

    [Fact]
    public void Never_throws_at_bytes_of_chance()
    {
        const int Seed = 20_260_501;
        var random = new Random(Seed);
        foreach (var kind in new[] { "png", "jpeg", "webp", "webp lossless", "webp extended" })
        {
            for (var i = 0; i < 2_000; i++)
            {
                var file = APicture.Of(kind, 100, 100);
                file[random.Next(file.Length)] = (byte)random.Next(256);
                file[random.Next(file.Length)] = (byte)random.Next(256);
                var fault = Record.Exception(() => PictureFile.Refuse(file[..random.Next(file.Length + 1)], out _));
                Assert.True(fault is null, $"seed {Seed}, {kind}, round {i}: {fault}");
            }
        }
    }
}
