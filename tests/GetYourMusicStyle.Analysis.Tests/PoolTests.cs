namespace GetYourMusicStyle.Analysis.Tests;

public class PoolTests
{
    [Fact]
    public void An_idle_object_is_used_again_and_one_whose_work_failed_is_not()
    {
        int made = 0, disposed = 0;
        using var pool = new Pool<Item>(() => new Item(++made, () => disposed++));
        Assert.Equal([1, 1], new[] { pool.Use(item => item.Number), pool.Use(item => item.Number) });
        Assert.Equal(2, pool.Use(_ => pool.Use(item => item.Number)));
        Assert.Throws<InvalidOperationException>(() => pool.Use<int>(_ => throw new InvalidOperationException()));
        Assert.Equal(1, disposed);
        pool.Dispose();
        Assert.Equal(2, disposed);
    }

    private sealed class Item(int number, Action disposed) : IDisposable
    {
        public int Number => number;

        public void Dispose() => disposed();
    }
}
