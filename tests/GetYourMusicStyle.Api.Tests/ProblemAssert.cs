using System.Text.Json.Nodes;

namespace GetYourMusicStyle.Api.Tests;

/// <summary>Checks that an answer is a problem as RFC 9457 has it, with a stable type and no insides.</summary>
public static class ProblemAssert
{
    public static async Task<JsonNode> CheckAsync(HttpResponseMessage answer, int status, string type)
    {
        string text = await answer.Content.ReadAsStringAsync();
        Assert.True(status == (int)answer.StatusCode, $"{(int)answer.StatusCode}: {text}");
        Assert.Equal("application/problem+json", answer.Content.Headers.ContentType?.MediaType);
        var problem = JsonNode.Parse(text)!;
        Assert.Equal($"urn:getyourmusicstyle:problem:{type}", (string)problem["type"]!);
        Assert.Equal(status, (int)problem["status"]!);
        Assert.NotEmpty((string)problem["title"]!);
        Assert.NotEmpty((string)problem["detail"]!);
        Assert.DoesNotContain(" at GetYourMusicStyle.", text);
        Assert.DoesNotContain("Exception", text);
        return problem;
    }
}
