namespace GetYourMusicStyle.Architecture.Tests;

/// <summary>The rules of folders find what breaks them, in a house made up for it.</summary>
public class BrokenFolderTests
{
    // Every way for A to use B; B uses A by a base class.
    public static TheoryData<string> Uses => new(
        "class One { B.Two? _field; }",
        "class One { object Get() { new B.Two(); return 1; } }",
        "class One { void Call() => B.Two.Static(); }",
        "class One { System.Func<object> Get() => () => typeof(B.Two); }",
        "class One { class Nested { System.Collections.Generic.List<B.Two[]>? Get() => null; } }",
        "class One { void Catch() { try { Catch(); } catch (B.Wrong) { } } }",
        "class One { T Get<T>() where T : B.Two => default!; }",
        "[B.Mark] class One;",
        "[B.Tell(typeof(B.Two))] class One;",
        "class One : B.IThree;",
        "class One { event System.Action<B.Two>? Changed; }");

    [Theory]
    [MemberData(nameof(Uses))]
    public void A_cycle_is_found_however_a_type_is_used(string one)
    {
        string[] cycles = [.. MadeUp.Graph($$"""
            namespace House.A { {{one}} class Base; }
            namespace House.B
            {
                class Two : A.Base { public static void Static() { } }
                class Wrong : System.Exception;
                class Mark : System.Attribute;
                class Tell(System.Type type) : System.Attribute { System.Type Type => type; }
                interface IThree;
            }
            """).Cycles()];
        string cycle = Assert.Single(cycles);
        Assert.StartsWith("House: A -> (One uses ", cycle);
        Assert.EndsWith(") B -> (Two uses Base) A", cycle);
    }

    [Fact]
    public void A_cycle_over_three_folders_and_the_root_is_found_and_told_with_a_type_of_each_step() =>
        Assert.Equal("House: (root) -> (One uses Two) A -> (Two uses Three) B.C -> (Three uses One) (root)", Assert.Single(MadeUp.Graph("""
            namespace House { class One { A.Two? _two; } }
            namespace House.A { class Two { B.C.Three? _three; } }
            namespace House.B.C { class Three { One? _one; } }
            """).Cycles()));

    [Fact]
    public void One_way_is_no_cycle() => Assert.Empty(MadeUp.Graph("""
        namespace House { class One { A.Two? _two; B.Three? _three; } }
        namespace House.A { class Two { B.Three? _three; Two? _self; } }
        namespace House.B { class Three; }
        namespace HouseOfOthers { class Four { House.One? _one; } }
        """).Cycles());

    [Theory]
    [InlineData("HouseServices", "AddHouse", false)]
    [InlineData("HouseHosting", "AddHouse", false)]
    [InlineData("HouseServices", "Make", true)]
    [InlineData("House", "AddHouse", true)]
    public void Only_a_class_that_registers_stands_apart(string type, string method, bool cycle)
    {
        Assert.Equal(cycle, MadeUp.Graph($$"""
            namespace House { class Options; static class {{type}} { static void {{method}}() => new A.Two(); } }
            namespace House.A { class Two { Options? _options; } }
            """).Cycles().Any());
        // In the root alone.
        Assert.Single(MadeUp.Graph($$"""
            namespace House { class Options { A.Two? _two; } }
            namespace House.A { class Two; static class {{type}} { static Options? {{method}}() => null; } }
            """).Cycles());
        var graph = new FolderGraph("House");
        graph.AddWritten(
        [
            MadeUp.Source("Root.cs", $$"""using House.A; namespace House; static class {{type}} { static void {{method}}() { } }"""),
            MadeUp.Source("A/Two.cs", "using House; namespace House.A; class Two;"),
        ]);
        Assert.Equal(cycle, graph.Cycles().Any());
    }

    [Theory]
    [InlineData("using House.B; namespace House.A; class One { const int Size = Two.Size; }")]
    [InlineData("using static House.B.Two; namespace House.A; class One { const int Double = 2 * Size; }")]
    [InlineData("using Other = House.B.Two; namespace House.A; class One { const int Size = Other.Size; }")]
    [InlineData("using House.B; namespace House.A; /// <summary><see cref=\"Two\"/></summary>\nclass One;")]
    public void A_cycle_of_using_lines_is_found(string one) => Assert.Contains("A -> (One.cs has using House.B) B -> (Two.cs has using House.A) A", Written(
        "A/One.cs", one, "B/Two.cs", "using House.A; namespace House.B; class Two { const int Size = 1; }"));

    [Theory]
    [InlineData("class One { const int Size = Root.Size; }")]
    [InlineData("class One { bool Is(Kind kind) => kind == Kind.Good; }")]
    [InlineData("/// <summary><see cref=\"Root\"/></summary>\nclass One;")]
    [InlineData("/// <summary><see cref=\"Root.Size\"/></summary>\nclass One;")]
    public void A_cycle_by_what_needs_no_using_line_is_found(string one) => Assert.Contains("A -> (One.cs names ", Written(
        "A/One.cs", "namespace House.A; " + one, "Root.cs", "using House.A; namespace House; class Root { const int Size = 1; } enum Kind { Good }"));

    [Fact]
    public void A_namespace_that_is_not_its_folder_is_found()
    {
        Assert.Empty(MadeUp.Source("A/One.cs", "namespace House.A; class One;").NamespaceFaults());
        Assert.Equal("src/House/A/One.cs: House.B instead of House.A", Assert.Single(
            MadeUp.Source("A/One.cs", "namespace House.B; class One;").NamespaceFaults()));
        Assert.Equal("src/House/A/One.cs: House.B instead of House.A", Assert.Single(
            MadeUp.Source("A/One.cs", "namespace House.A { class One; } namespace House.B { class Two; }").NamespaceFaults()));
        Assert.Single(MadeUp.Source("One.cs", "class One;").NamespaceFaults());
        Assert.Single(MadeUp.Source("Program.cs", "class Program;").NamespaceFaults());
        Assert.Empty(MadeUp.Source("Program.cs", "return 1;").NamespaceFaults());
    }

    [Theory]
    [InlineData("One.cs", "class One; class Two;", true)]
    [InlineData("One.Part.cs", "partial class One;", true)]
    [InlineData("One.cs", "delegate void One();", true)]
    [InlineData("Migrations/20261123150000_One.cs", "class One;", true)]
    [InlineData("One.cs", "class Two { class One; }", false)]
    [InlineData("Part.One.cs", "class One;", false)]
    [InlineData("A/1_One.cs", "class One;", false)]
    [InlineData("One.cs", "", false)]
    public void A_file_that_is_not_named_after_a_type_in_it_is_found(string path, string text, bool good) =>
        Assert.Equal(good, !MadeUp.Source(path, "namespace House; " + text).NameFaults().Any());

    [Fact]
    public void A_file_that_is_too_long_is_found()
    {
        Assert.Empty(MadeUp.Source("One.cs", "class One;\n\n").LengthFaults(2));
        Assert.Equal("src/House/One.cs: 3 lines, 2 at most", Assert.Single(MadeUp.Source("One.cs", "class One;\n\n\n").LengthFaults(2)));
        Assert.Empty(MadeUp.Source("Migrations/1_One.cs", "class One;\n\n\n").LengthFaults(2));
    }

    private static string Written(string path, string text, string otherPath, string otherText)
    {
        var graph = new FolderGraph("House");
        graph.AddWritten([MadeUp.Source(path, text), MadeUp.Source(otherPath, otherText)]);
        return Assert.Single(graph.Cycles());
    }
}
